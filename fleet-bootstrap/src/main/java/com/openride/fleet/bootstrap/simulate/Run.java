package com.openride.fleet.bootstrap.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.RestClient.Response;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Polyline;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One trip of a simulated driver, from its booking to its end. To be used by one turn at a time. */
final class Run {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<TripStatus> LIFE = List.of(
            TripStatus.PENDING, TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS, TripStatus.COMPLETED);

    private final UUID id;
    private final UUID driver;
    private final List<SimulatedRider> riders;
    private final Route route;
    private final Journey journey;
    private final Surroundings around;
    private volatile TripStatus reached = TripStatus.PENDING;
    private double headStartSeconds;
    private long begunNanos;

    Run(UUID id, UUID driver, List<SimulatedRider> riders, Route route, Journey journey, Surroundings around) {
        this.id = id;
        this.driver = driver;
        this.riders = riders;
        this.route = route;
        this.journey = journey;
        this.around = around;
    }

    /**
     * Books the trip and lets its riders subscribe.
     *
     * @param headStart how much of the journey already lies behind, from 0 to 1
     */
    CompletionStage<?> begin(double headStart) {
        return around.rest().register(booking()).thenCompose(this::follow).thenAccept(followed -> {
            headStartSeconds = headStart * journey.seconds();
            begunNanos = System.nanoTime();
        });
    }

    /** Where the car is now. */
    Journey.Moment moment() {
        double real = (System.nanoTime() - begunNanos) / NANOS_PER_SECOND;
        return journey.at(headStartSeconds + real * around.speed());
    }

    boolean isOver() {
        return reached.isOver();
    }

    /** Takes every step of the life cycle up to this one, in order. */
    CompletionStage<?> reach(TripStatus target) {
        if (reached.isOver() || reached.compareTo(target) >= 0) {
            return CompletableFuture.completedFuture(null);
        }
        return step(LIFE.get(LIFE.indexOf(reached) + 1)).thenCompose(taken -> reach(target));
    }

    /** Calls the trip off if it is not over. */
    CompletionStage<?> cancel() {
        return reached.isOver() ? CompletableFuture.completedFuture(null) : step(TripStatus.CANCELLED);
    }

    private CompletionStage<?> step(TripStatus next) {
        return around.rest().step(id, Json.object().put("status", next.name())).thenAccept(answer -> {
            require(answer);
            reached = next;
            long version = answer.body().path("version").asLong();
            riders.forEach(rider -> rider.expect(version, next.isOver()));
            around.tally().add(Count.TRIPS, next == TripStatus.COMPLETED ? 1 : 0);
        });
    }

    private CompletionStage<?> follow(Response booked) {
        require(booked);
        return CompletableFuture.allOf(riders.stream()
                .map(rider -> rider.follow(id).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private void require(Response answer) {
        if (!answer.ok()) {
            throw new IllegalStateException(answer.problem());
        }
    }

    private ObjectNode booking() {
        List<GeoPoint> points = route.path().points();
        ObjectNode trip = Json.object().put("tripId", id.toString()).put("driverId", driver.toString());
        trip.set("pickup", place(points.get(0)));
        trip.set("dropoff", place(points.get(points.size() - 1)));
        trip.put("route", Polyline.encode(points));
        ArrayNode seats = trip.putArray("riders");
        riders.forEach(rider -> seats.addObject().put("riderId", rider.id().toString()));
        ArrayNode stops = trip.putArray("stops");
        route.halts().forEach(halt -> stops.add(place(route.path().pointAt(halt))));
        return trip;
    }

    private static ObjectNode place(GeoPoint point) {
        return Json.object().put("latitude", point.latitude()).put("longitude", point.longitude());
    }
}
