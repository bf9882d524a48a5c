package com.openride.fleet.bootstrap.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Answer;
import com.openride.fleet.bootstrap.client.Failures;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.simulate.Journey.Moment;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A driver's phone: measures with noise, reports at once, keeps what it cannot send in a tunnel and hands that in as a
 * batch behind it. To be used by one turn at a time.
 */
final class Phone {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 200;

    private final SocketClient socket;
    private final GpsNoise noise;
    private final Deliveries deliveries;
    private final Surroundings around;
    private final List<ObjectNode> kept = new ArrayList<>();
    private @Nullable Instant measuredAt;

    Phone(SocketClient socket, GpsNoise noise, Deliveries deliveries, Surroundings around) {
        this.socket = socket;
        this.noise = noise;
        this.deliveries = deliveries;
        this.around = around;
    }

    /** Measures and reports; completes when answered, or at once in a tunnel. */
    CompletionStage<?> report(Moment moment, List<UUID> watching) {
        Instant now = Instant.ofEpochMilli(around.clock().millis());
        ObjectNode fix = measure(moment, now);
        if (!moment.reception() && kept.size() < MOST_KEPT - 1) {
            kept.add(fix);
            return CompletableFuture.completedFuture(null);
        }
        return kept.isEmpty() ? live(fix, now.toEpochMilli(), watching) : batch(fix);
    }

    private ObjectNode measure(Moment moment, Instant now) {
        Instant before = measuredAt;
        measuredAt = now;
        double seconds =
                before == null ? 0 : Math.max(0, Duration.between(before, now).toMillis() / 1000.0);
        GeoPoint seen = noise.disturb(moment.point(), seconds * around.speed());
        return Json.object()
                .put("latitude", seen.latitude())
                .put("longitude", seen.longitude())
                .put("speed", moment.kilometersPerHour())
                .put("bearing", moment.bearing().degrees())
                .put("accuracy", 6)
                .put("timestamp", now.toEpochMilli());
    }

    private CompletionStage<?> live(ObjectNode fix, long timestamp, List<UUID> watching) {
        around.tally().add(Count.SENT);
        deliveries.sent(timestamp, Set.copyOf(watching), System.nanoTime());
        return socket.call("driver:location", fix, PATIENCE)
                .handle((answer, failure) -> liveAnswer(timestamp, answer, failure));
    }

    private boolean liveAnswer(long timestamp, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null && answer.ok()) {
            around.tally().add(Count.ACKED);
            deliveries.acked(timestamp, System.nanoTime());
            return true;
        }
        deliveries.excused(timestamp);
        count(answer, failure);
        return false;
    }

    private CompletionStage<?> batch(ObjectNode newest) {
        var fixes = Json.array().addAll(kept).add(newest);
        kept.clear();
        around.tally().add(Count.SENT, fixes.size());
        return socket.call("driver:locations", Json.object().set("fixes", fixes), PATIENCE)
                .handle((answer, failure) -> batchAnswer(answer, failure));
    }

    private boolean batchAnswer(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null || !answer.ok()) {
            count(answer, failure);
            return false;
        }
        long accepted = answer.body().path("accepted").asLong()
                + answer.body().path("duplicates").asLong();
        around.tally().add(Count.ACKED, accepted);
        around.tally().add(Count.BATCHED, accepted);
        answer.body()
                .path("rejected")
                .forEach(row -> around.tally()
                        .add(Count.BATCH_ROWS_REJECTED, row.path("code").asText()));
        return true;
    }

    private void count(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            around.tally().add(Count.REFUSED, answer.reason());
        } else {
            around.tally().add(Count.UNANSWERED, failure == null ? "" : Failures.words(failure));
        }
    }
}
