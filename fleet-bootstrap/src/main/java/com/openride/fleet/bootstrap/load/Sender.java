package com.openride.fleet.bootstrap.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Answer;
import com.openride.fleet.bootstrap.client.Failures;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.time.Duration;
import java.util.BitSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A driver who sends when told, driving to and fro on a road of their own. Safe for use by many threads. */
final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double SOUTH = 6.40;
    private static final double WEST = 3.20;
    private static final double GRID_DEGREES = 0.003;
    private static final int COLUMNS = 100;
    /** About 8 m/s, on a road of about 2 km. */
    private static final double DEGREES_PER_SECOND = 0.00007;

    private static final double ROAD_DEGREES = 0.02;

    private final UUID id;
    private final int number;
    private final SocketClient socket;
    private final LoadTally tally;
    private final BitSet acked = new BitSet();

    Sender(UUID id, int number, SocketClient socket, LoadTally tally) {
        this.id = id;
        this.number = number;
        this.socket = socket;
        this.tally = tally;
    }

    UUID id() {
        return id;
    }

    int number() {
        return number;
    }

    SocketClient socket() {
        return socket;
    }

    /** Where the driver is at so many seconds. */
    ObjectNode place(double seconds) {
        double driven = seconds * DEGREES_PER_SECOND % (2 * ROAD_DEGREES);
        double north = Math.min(driven, 2 * ROAD_DEGREES - driven);
        int row = number / COLUMNS;
        return Json.object()
                .put("latitude", SOUTH + row * GRID_DEGREES + north)
                .put("longitude", WEST + number % COLUMNS * GRID_DEGREES);
    }

    /** Sends a fix of its own, due now or a while ago. */
    void send(long fix, LoadPlan plan, Timetable timetable) {
        int turn = plan.turn(fix);
        ObjectNode place = place(plan.due(fix) / 1e9)
                .put("speed", 28)
                .put("accuracy", 5)
                .put("timestamp", timetable.timestamp(fix));
        tally.add(Count.SENT, 1);
        socket.call("driver:location", place, PATIENCE).whenComplete((answer, failure) -> {
            answered(turn, answer, failure);
            if (answer != null && answer.ok() && plan.isTimed(fix)) {
                tally.acked(System.nanoTime() - timetable.due(fix));
            }
        });
    }

    /** Which fixes have been acked. */
    BitSet acked() {
        synchronized (acked) {
            return (BitSet) acked.clone();
        }
    }

    private void answered(int turn, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            tally.add(Count.UNANSWERED, failure == null ? "" : Failures.words(failure));
        } else if (answer.ok()) {
            tally.add(Count.ACKED, 1);
            synchronized (acked) {
                acked.set(turn);
            }
        } else {
            tally.add(Count.REFUSED, answer.reason());
        }
    }
}
