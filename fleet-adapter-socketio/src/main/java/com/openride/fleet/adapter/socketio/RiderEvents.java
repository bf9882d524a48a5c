package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.FollowDriver.Watcher;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What riders, and operators, say. */
final class RiderEvents {

    private static final int MOST_FOLLOWED = 64;

    private final FollowDriver followDriver;

    RiderEvents(FollowDriver followDriver) {
        this.followDriver = followDriver;
    }

    Map<String, Route> routes() {
        Set<Role> watchers = Set.of(Role.RIDER, Role.ADMIN);
        return Map.of(
                EventNames.RIDER_SUBSCRIBE, new Route(watchers, true, true, this::onSubscribe),
                EventNames.RIDER_UNSUBSCRIBE, new Route(watchers, true, true, this::onUnsubscribe));
    }

    private void onSubscribe(Call call) {
        Client client = call.client();
        if (client.follows().size() >= MOST_FOLLOWED) {
            throw new Refused(FaultCode.OVERLOADED, "a connection follows at most " + MOST_FOLLOWED + " trips");
        }
        FollowDriver.Request request = SubscribeMessage.read(call.payload()).request();
        var watcher = new Delivery(client);
        Following following = followDriver.follow(call.principal(), request, watcher);
        TripId trip = following.trip().trip();
        client.follows().close(trip);
        client.follows().add(new Follow(following, request.booking()));
        answer(call, following);
        following.start();
        if (client.stage().isGone() || following.trip().status().isOver()) {
            client.follows().close(trip);
        }
    }

    private static void answer(Call call, Following following) {
        DriverPosition position = following.position();
        Outgoing.Trip trip = Outgoing.Trip.of(following.trip());
        Outgoing.Position seen = position == null ? null : Outgoing.Position.of(position);
        var body = new LinkedHashMap<String, Object>();
        body.put("trip", trip);
        body.put("position", seen);
        body.put("missed", following.missed().stream().map(Outgoing.Trip::of).toList());
        call.succeed(body);
        SendQueue sendQueue = call.client().sendQueue();
        sendQueue.send(Wire.event(EventNames.TRIP_UPDATE, trip));
        if (seen != null) {
            sendQueue.send(following.trip().trip(), Wire.event(EventNames.DRIVER_LOCATION, seen));
        }
    }

    private void onUnsubscribe(Call call) {
        SubscribeMessage message = SubscribeMessage.read(call.payload());
        Client client = call.client();
        client.follows().close(message::means).forEach(client.sendQueue()::forget);
        call.succeed();
    }

    /** Hands on to one client what happens to one trip. */
    private record Delivery(Client client) implements Watcher {

        @Override
        public void moved(DriverPosition position) {
            TripId trip = position.trip();
            Object kept = trip == null ? position.location().driver() : trip;
            client.sendQueue().send(kept, Wire.event(EventNames.DRIVER_LOCATION, Outgoing.Position.of(position)));
        }

        @Override
        public void progressed(TripUpdate update) {
            if (update.status().isOver()) {
                client.sendQueue().forget(update.trip());
            }
            client.sendQueue().send(Wire.event(EventNames.TRIP_UPDATE, Outgoing.Trip.of(update)));
            if (update.status().isOver()) {
                client.follows().drop(update.trip());
            }
        }

        @Override
        public void ended() {
            // The last update has told it, and has made us forget the trip.
        }
    }
}
