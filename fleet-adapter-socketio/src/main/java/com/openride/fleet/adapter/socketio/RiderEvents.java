package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.FollowDriver.Watcher;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What riders and operators follow. Handled on the workers, in the order in which the client asked. */
final class RiderEvents {

    private final FollowDriver following;

    RiderEvents(FollowDriver following) {
        this.following = following;
    }

    Map<String, EventHandler> handlers() {
        return Map.of(
                EventNames.RIDER_SUBSCRIBE, this::subscribe,
                EventNames.RIDER_UNSUBSCRIBE, this::unsubscribe);
    }

    private void subscribe(Client client, @Nullable JsonNode payload, Reply reply) {
        client.session().principal().requireAny(Role.RIDER, Role.ADMIN);
        var message = SubscribeMessage.of(payload);
        client.work().run(() -> {
            try {
                follow(client, message, reply);
            } catch (RuntimeException failure) {
                reply.fail(failure);
            }
        });
    }

    private void follow(Client client, SubscribeMessage message, Reply reply) {
        var watcher = new ClientWatcher(client);
        Following followed = following.follow(client.session().principal(), message.toRequest(), watcher);
        TripUpdate trip = followed.trip();
        DriverPosition position = followed.position();
        watcher.follows(trip.trip());
        if (!trip.status().isOver()) {
            client.keep(new FollowedTrip(trip.trip(), trip.driver(), message.bookingId(), followed));
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("trip", Wire.trip(trip));
        answer.put("position", position == null ? null : Wire.position(position));
        answer.put("missed", followed.missed().stream().map(Wire::trip).toList());
        reply.ok(answer);
        watcher.progressed(trip);
        if (position != null) {
            watcher.moved(position);
        }
        followed.start();
    }

    private void unsubscribe(Client client, @Nullable JsonNode payload, Reply reply) {
        client.session().principal().requireAny(Role.RIDER, Role.ADMIN);
        var message = SubscribeMessage.of(payload);
        client.work().run(() -> {
            client.followed().stream()
                    .filter(followed -> followed.isMeantBy(message))
                    .forEach(followed -> client.unfollow(followed.trip()));
            reply.ok();
        });
    }

    /** Puts what happens into the client's outbox. */
    private static final class ClientWatcher implements Watcher {

        private final Client client;
        private volatile @Nullable TripId trip;

        private ClientWatcher(Client client) {
            this.client = client;
        }

        private void follows(TripId followed) {
            trip = followed;
        }

        @Override
        public void moved(DriverPosition position) {
            client.outbox().send(position);
        }

        @Override
        public void progressed(TripUpdate update) {
            client.outbox().send(Packets.event(EventNames.TRIP_UPDATE, Wire.trip(update)));
        }

        @Override
        public void ended() {
            TripId followed = trip;
            if (followed != null) {
                client.unfollow(followed);
            }
        }
    }
}
