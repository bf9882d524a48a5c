package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Throttled;
import com.openride.fleet.application.port.in.ReportLocation;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.TooSoon;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What drivers say. */
@SuppressWarnings("FutureReturnValueIgnored") // Stages never fail, and each is answered.
final class DriverEvents {

    private final ReportLocation locations;
    private final ChangeAvailability availability;
    private final InstantSource clock;

    DriverEvents(UseCases useCases, InstantSource clock) {
        this.locations = useCases.locations();
        this.availability = useCases.availability();
        this.clock = clock;
    }

    Map<String, Route> routes() {
        Set<Role> drivers = Set.of(Role.DRIVER);
        return Map.of(
                EventNames.DRIVER_LOCATION, new Route(drivers, false, false, this::onLocation),
                EventNames.DRIVER_LOCATIONS, new Route(drivers, true, false, this::onLocations),
                EventNames.DRIVER_ONLINE, new Route(drivers, true, true, this::onOnline),
                EventNames.DRIVER_OFFLINE, new Route(drivers, true, true, this::onOffline));
    }

    private void onLocation(Call call) {
        LocationFix fix = LocationMessage.read(call.payload()).toFix(clock.instant());
        locations.report(driverOf(call), fix).whenComplete((receipt, failure) -> {
            if (failure == null) {
                answer(call, receipt);
            } else {
                call.fail(failure);
            }
        });
    }

    private static void answer(Call call, LocationReceipt receipt) {
        if (receipt instanceof Accepted accepted) {
            String recordedAt = Timestamps.format(accepted.location().fix().recordedAt());
            call.succeed(
                    accepted.duplicate()
                            ? Map.of("recordedAt", recordedAt, "duplicate", true)
                            : Map.of("recordedAt", recordedAt));
        } else if (receipt instanceof Throttled throttled) {
            call.fail(new TooSoon(throttled.retryAfter()));
        } else if (receipt instanceof LocationReceipt.Refused refused) {
            call.fail(refused.fault());
        }
    }

    private void onLocations(Call call) {
        LocationsMessage message = LocationsMessage.read(call.payload(), clock.instant());
        List<Integer> indexes = List.copyOf(message.fixes().keySet());
        locations
                .reportAll(driverOf(call), List.copyOf(message.fixes().values()))
                .whenComplete((receipts, failure) -> {
                    if (failure == null) {
                        call.succeed(summary(message, indexes, receipts));
                    } else {
                        call.fail(failure);
                    }
                });
    }

    private static Map<String, Object> summary(
            LocationsMessage message, List<Integer> indexes, List<LocationReceipt> receipts) {
        var rejected = new TreeMap<Integer, String>();
        message.invalid().forEach(index -> rejected.put(index, FaultCode.INVALID_PAYLOAD.name()));
        int duplicates = 0;
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Accepted accepted) {
                duplicates += accepted.duplicate() ? 1 : 0;
            } else {
                rejected.put(indexes.get(i), codeOf(receipts.get(i)));
            }
        }
        int all = indexes.size() + message.invalid().size();
        return Map.of(
                "accepted",
                all - rejected.size() - duplicates,
                "duplicates",
                duplicates,
                "rejected",
                rejected.entrySet().stream()
                        .map(entry -> Map.of("index", entry.getKey(), "code", entry.getValue()))
                        .toList());
    }

    private static String codeOf(LocationReceipt receipt) {
        return receipt instanceof LocationReceipt.Refused refused
                ? refused.fault().code().name()
                : FaultCode.RATE_LIMIT_EXCEEDED.name();
    }

    private void onOnline(Call call) {
        Instant now = clock.instant();
        OnlineMessage message = OnlineMessage.read(call.payload(), now);
        LocationFix fix = message.location();
        if (fix == null) {
            tell(call, availability.online(driverOf(call), message.available()));
            return;
        }
        // Refuses a fix that is too old before anything else happens.
        var location = new DriverLocation(driverOf(call), fix, now);
        DriverStatus status = availability.online(driverOf(call), message.available());
        locations.report(location.driver(), fix);
        tell(call, status);
    }

    private void onOffline(Call call) {
        tell(call, availability.offline(driverOf(call)));
    }

    private void tell(Call call, DriverStatus status) {
        Outgoing.Status told = Outgoing.Status.of(status, clock.instant());
        call.client().sendQueue().send(Wire.event(EventNames.STATUS_UPDATED, told));
        call.succeed(Map.of("status", told.status(), "timestamp", told.timestamp()));
    }

    private static DriverId driverOf(Call call) {
        return new DriverId(call.principal().subject());
    }
}
