package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.ShareTrip.SharedView;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Ride;
import com.openride.fleet.domain.trip.Ride.Phase;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What whoever has a share link is shown of a trip: how it goes and where the car is, and nobody's id. */
record SharedTrip(SharedView view) {

    private static final double AT_HALT_METERS = 150;

    TripStatus status() {
        return trip().status();
    }

    Trip trip() {
        return view.trip().trip();
    }

    /** Where the rider is. */
    Phase stage() {
        Eta eta = view.trip().eta();
        Ride ride = eta == null ? null : eta.rideOf(rider());
        if (ride != null) {
            return ride.phase();
        }
        return switch (status()) {
            case IN_PROGRESS -> Phase.ABOARD;
            case COMPLETED -> Phase.DONE;
            case PENDING, EN_ROUTE, ARRIVED, CANCELLED -> Phase.WAITING;
        };
    }

    /** Whether the car stands where the rider gets on. */
    boolean isAtOwnPickup() {
        DriverLocation seen = location();
        boolean near = seen != null && seen.fix().point().metersTo(part().pickup()) <= AT_HALT_METERS;
        return status() == TripStatus.ARRIVED && (near || !trip().isShared());
    }

    /** When the car is expected at the pickup or, with the rider aboard, at the drop-off. */
    @Nullable EtaEstimate estimate() {
        Eta eta = view.trip().eta();
        return eta == null || eta.isDoneWith(rider()) ? null : eta.forRider(rider());
    }

    /** How many halts come before the rider's own. */
    @Nullable Integer stopsBefore() {
        Eta eta = view.trip().eta();
        Ride ride = eta == null ? null : eta.rideOf(rider());
        return ride == null || ride.isDone() ? null : ride.haltsBefore();
    }

    @Nullable DriverLocation location() {
        return view.location();
    }

    Map<String, @Nullable Object> json() {
        EtaEstimate estimate = estimate();
        DriverLocation location = location();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", status().name());
        fields.put("stage", stage().name());
        fields.put("eta", estimate == null ? null : Wire.time(estimate.arrival()));
        fields.put("remainingMeters", estimate == null ? null : estimate.remainingMeters());
        fields.put("stopsBefore", stopsBefore());
        fields.put("pickup", Wire.point(part().pickup()));
        fields.put("dropoff", Wire.point(part().dropoff()));
        fields.put("position", location == null ? null : position(location));
        fields.put("endedAt", Wire.timeOrNull(trip().stamps().endedAt()));
        return fields;
    }

    private static Map<String, @Nullable Object> position(DriverLocation location) {
        Bearing bearing = location.fix().bearing();
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(Wire.point(location.fix().point()));
        fields.put("bearing", bearing == null ? null : bearing.degrees());
        fields.put("timestamp", Wire.time(location.fix().recordedAt()));
        return fields;
    }

    private RiderPart part() {
        return trip().partOf(rider()).orElseThrow();
    }

    private RiderId rider() {
        return Objects.requireNonNull(view.trip().onlyFor());
    }
}
