package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Polyline;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Horizon;
import com.openride.fleet.domain.trip.Ride;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows a trip; to a rider their own part alone. */
final class TripJson {

    private TripJson() {}

    static Map<String, @Nullable Object> of(TripView view) {
        Trip trip = view.trip();
        RiderId viewer = view.onlyFor();
        List<RiderPart> parts = trip.plan().riders().stream()
                .filter(part -> viewer == null || part.rider().equals(viewer))
                .toList();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("tripId", trip.id().toString());
        fields.put("driverId", trip.driver().toString());
        fields.put("status", trip.status().name());
        fields.put("version", trip.version());
        if (parts.size() == 1) {
            BookingId booking = parts.get(0).booking();
            fields.put("riderId", parts.get(0).rider().toString());
            fields.put("bookingId", booking == null ? null : booking.toString());
        }
        fields.put("riders", parts.stream().map(part -> rider(part, view.eta())).toList());
        plan(fields, trip, viewer == null ? null : parts.get(0));
        estimate(fields, view.eta(), viewer);
        stamps(fields, trip);
        if (viewer == null) {
            fields.put("etaScore", score(view.score()));
        }
        return fields;
    }

    static Map<String, @Nullable Object> transition(TripTransition step) {
        TripStatus from = step.from();
        GeoPoint location = step.location();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("version", step.version());
        fields.put("from", from == null ? null : from.name());
        fields.put("to", step.to().name());
        fields.put("at", Wire.time(step.at()));
        fields.put("by", step.by().subject().toString());
        fields.put("role", step.by().role().name());
        fields.put("location", location == null ? null : Wire.point(location));
        fields.put("reason", step.reason());
        return fields;
    }

    private static Map<String, @Nullable Object> rider(RiderPart part, @Nullable Eta eta) {
        BookingId booking = part.booking();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("riderId", part.rider().toString());
        fields.put("bookingId", booking == null ? null : booking.toString());
        fields.put("pickup", Wire.point(part.pickup()));
        fields.put("dropoff", Wire.point(part.dropoff()));
        estimate(fields, eta, part.rider());
        Ride ride = eta == null ? null : eta.rideOf(part.rider());
        fields.put("stopsBefore", ride == null || ride.isDone() ? null : ride.haltsBefore());
        return fields;
    }

    private static void plan(Map<String, @Nullable Object> fields, Trip trip, @Nullable RiderPart own) {
        fields.put("pickup", Wire.point(own == null ? trip.plan().pickup() : own.pickup()));
        fields.put("dropoff", Wire.point(own == null ? trip.plan().dropoff() : own.dropoff()));
        if (own == null) {
            RoutePath route = trip.plan().route();
            fields.put("stops", trip.plan().stops().stream().map(TripJson::stop).toList());
            fields.put("route", route == null ? null : Polyline.encode(route.points()));
        }
        fields.put("scheduledTime", Wire.timeOrNull(trip.plan().scheduledTime()));
    }

    private static void estimate(Map<String, @Nullable Object> fields, @Nullable Eta eta, @Nullable RiderId rider) {
        EtaEstimate estimate = eta == null || eta.isDoneWith(rider) ? null : eta.forRider(rider);
        fields.put("eta", estimate == null ? null : Wire.time(estimate.arrival()));
        fields.put("remainingMeters", estimate == null ? null : estimate.remainingMeters());
    }

    /** How wrong estimates were, by how far they looked ahead. */
    private static @Nullable Object score(@Nullable EtaScore score) {
        if (score == null) {
            return null;
        }
        return Stream.of(Horizon.values())
                .filter(score.horizons()::containsKey)
                .map(horizon -> {
                    EtaScore.Errors errors =
                            Objects.requireNonNull(score.horizons().get(horizon));
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    fields.put("horizonMinutes", horizon.minutes());
                    fields.put("estimates", errors.estimates());
                    fields.put("meanErrorSeconds", tenths(errors.meanSeconds()));
                    fields.put("meanErrorPercent", tenths(100 * errors.meanShare()));
                    return fields;
                })
                .toList();
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static void stamps(Map<String, @Nullable Object> fields, Trip trip) {
        fields.put("createdAt", Wire.time(trip.stamps().createdAt()));
        fields.put("startedAt", Wire.timeOrNull(trip.stamps().startedAt()));
        fields.put("arrivedAt", Wire.timeOrNull(trip.stamps().arrivedAt()));
        fields.put("pickupTime", Wire.timeOrNull(trip.stamps().pickupTime()));
        fields.put("completedAt", Wire.timeOrNull(trip.stamps().completedAt()));
        fields.put("cancelledAt", Wire.timeOrNull(trip.stamps().cancelledAt()));
        fields.put("distanceMeters", trip.distanceMeters());
        fields.put(
                "durationSeconds",
                trip.durationSeconds().isPresent() ? trip.durationSeconds().getAsLong() : null);
    }

    private static Map<String, @Nullable Object> stop(Stop stop) {
        var offset = stop.plannedOffset();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(Wire.point(stop.point()));
        fields.put("name", stop.name());
        fields.put("plannedOffsetSeconds", offset == null ? null : offset.toSeconds());
        return fields;
    }
}
