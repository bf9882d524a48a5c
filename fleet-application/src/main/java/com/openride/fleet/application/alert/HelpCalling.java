package com.openride.fleet.application.alert;

import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.in.CallForHelp;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Raises a call for help on the trip that the caller is on. */
public final class HelpCalling implements CallForHelp {

    private final LiveFleet fleet;
    private final CallersTrip trips;
    private final AlertRaising raising;
    private final InstantSource clock;

    public HelpCalling(LiveFleet fleet, Trips trips, AlertRaising raising, InstantSource clock) {
        this.fleet = fleet;
        this.trips = new CallersTrip(fleet, trips, clock);
        this.raising = raising;
        this.clock = clock;
    }

    @Override
    public Called call(Principal principal, Request request) {
        principal.requireAny(Role.DRIVER, Role.RIDER);
        return raise(principal, trips.find(principal, request.trip()), request);
    }

    @Override
    public Optional<Called> callAtOnce(Principal principal, Request request) {
        principal.requireAny(Role.DRIVER, Role.RIDER);
        CallersTrip.Known known = trips.known(principal, request.trip());
        return Optional.ofNullable(known).map(found -> raise(principal, found.trip(), request));
    }

    private Called raise(Principal principal, @Nullable Trip trip, Request request) {
        AlertReport report = report(principal, trip, request);
        return new Called(report.id(), raising.raiseUrgently(report));
    }

    private AlertReport report(Principal principal, @Nullable Trip trip, Request request) {
        DriverId driver = trip == null ? new DriverId(principal.subject()) : trip.driver();
        TripId id = trip == null ? null : trip.id();
        boolean asDriver = trip == null || (principal.is(Role.DRIVER) && trip.isDrivenBy(principal.subject()));
        String message = cut(request.message());
        var by = new Actor(principal.subject(), asDriver ? Role.DRIVER : Role.RIDER);
        var details = new AlertDetails(by, location(driver, request), message, false, Map.of());
        return new AlertReport(
                new AlertId(UUID.randomUUID()),
                AlertKind.SOS,
                driver,
                id,
                key(by, id, message),
                clock.instant(),
                details);
    }

    /** Whoever else is on the trip, or has more to say, is not to be taken for the one who has called already. */
    private static String key(Actor by, @Nullable TripId trip, @Nullable String message) {
        String said = message == null ? "" : ":" + UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8));
        return AlertKind.SOS + ":" + by.subject() + ":" + (trip == null ? "" : trip) + said;
    }

    private @Nullable GeoPoint location(DriverId driver, Request request) {
        GeoPoint told = request.location();
        return told != null
                ? told
                : fleet.peek(driver)
                        .flatMap(LiveDriver::newest)
                        .map(newest -> newest.fix().point())
                        .orElse(null);
    }

    private static @Nullable String cut(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return null;
        }
        int end = Math.min(message.length(), AlertDetails.LONGEST_MESSAGE);
        boolean splits = end < message.length() && Character.isHighSurrogate(message.charAt(end - 1));
        return message.substring(0, splits ? end - 1 : end);
    }
}
