package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Refused;
import com.openride.fleet.application.port.in.LocationReceipt.Throttled;
import com.openride.fleet.application.port.in.ReportLocation;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.TooSoon;
import com.openride.fleet.domain.location.LocationFix;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What drivers send. Whose it is follows from the session alone; ids in a payload are ignored. */
final class DriverEvents {

    private final ReportLocation locations;
    private final ChangeAvailability availability;
    private final InstantSource clock;

    DriverEvents(ReportLocation locations, ChangeAvailability availability, InstantSource clock) {
        this.locations = locations;
        this.availability = availability;
        this.clock = clock;
    }

    Map<String, EventHandler> handlers() {
        return Map.of(
                EventNames.DRIVER_LOCATION, this::location,
                EventNames.DRIVER_LOCATIONS, this::locations,
                EventNames.DRIVER_ONLINE, this::online,
                EventNames.DRIVER_OFFLINE, this::offline);
    }

    private void location(Client client, @Nullable JsonNode payload, Reply reply) {
        DriverId driver = driver(client);
        LocationFix fix = LocationMessage.of(payload).toFix(clock.instant());
        locations.report(driver, fix).whenComplete((receipt, failure) -> answer(reply, receipt, failure));
    }

    private void locations(Client client, @Nullable JsonNode payload, Reply reply) {
        DriverId driver = driver(client);
        var batch = LocationsMessage.of(payload, clock.instant());
        locations.reportAll(driver, batch.fixes()).whenComplete((receipts, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.ok(batch.outcome(receipts));
            }
        });
    }

    private void online(Client client, @Nullable JsonNode payload, Reply reply) {
        DriverId driver = driver(client);
        var message = OnlineMessage.of(payload, clock.instant());
        client.work().run(() -> {
            try {
                turned(client, reply, availability.online(driver, message.available()));
                LocationFix fix = message.location();
                if (fix != null) {
                    locations.report(driver, fix);
                }
            } catch (RuntimeException failure) {
                reply.fail(failure);
            }
        });
    }

    private void offline(Client client, @Nullable JsonNode payload, Reply reply) {
        DriverId driver = driver(client);
        client.work().run(() -> {
            try {
                turned(client, reply, availability.offline(driver));
            } catch (RuntimeException failure) {
                reply.fail(failure);
            }
        });
    }

    private void turned(Client client, Reply reply, DriverStatus status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", status.name());
        fields.put("timestamp", Wire.time(clock.instant()));
        client.outbox().send(Packets.event(EventNames.STATUS_UPDATED, fields));
        reply.ok(fields);
    }

    private static void answer(Reply reply, @Nullable LocationReceipt receipt, @Nullable Throwable failure) {
        if (receipt instanceof Accepted accepted) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("recordedAt", Wire.time(accepted.location().fix().recordedAt()));
            if (accepted.duplicate()) {
                fields.put("duplicate", true);
            }
            reply.ok(fields);
        } else if (receipt instanceof Throttled throttled) {
            reply.fail(new TooSoon(throttled.retryAfter()));
        } else if (receipt instanceof Refused refused) {
            reply.fail(refused.fault());
        } else if (failure != null) {
            reply.fail(failure);
        }
    }

    private static DriverId driver(Client client) {
        Principal principal = client.session().principal();
        principal.requireAny(Role.DRIVER);
        return new DriverId(principal.subject());
    }
}
