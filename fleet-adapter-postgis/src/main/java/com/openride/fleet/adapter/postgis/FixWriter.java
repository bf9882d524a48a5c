package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.LocationLog.Appended;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Amount;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes fixes in the order in which they come, many in one transaction: while one commits, the next gather. Its queue is
 * bounded; a fix that finds it full is refused, none that was taken is dropped.
 *
 * <p>Safe for use by many threads; appending never blocks. What waits for an ack is completed on the writer's thread.
 */
final class FixWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FixWriter.class);

    /** A minute's worth at the highest rate that one instance is made for. */
    private static final int MOST_WAITING = 120_000;

    private static final int BATCH = 2000;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LAST_WRITES_MILLIS = 5000;
    private static final long LOOKING_MILLIS = 100;
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final FixTable table;
    private final Amount together;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long failedAt;
    private volatile boolean failing;

    FixWriter(FixTable table, Measurements measurements) {
        this.table = table;
        together = measurements.amount("fleet.batch.size", "of", "fixes");
        measurements.gauge("fleet.queue.depth", queue::size, "queue", "fixes");
        thread = new Thread(this::run, "fleet-postgis-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** See {@link com.openride.fleet.application.port.out.LocationLog#append}. */
    CompletionStage<Appended> append(DriverLocation location) {
        var entry = new Entry(location, new CompletableFuture<>());
        if (closing) {
            entry.ack.completeExceptionally(new Refused(FaultCode.UNAVAILABLE, "this instance is going away"));
        } else if (!queue.offer(entry)) {
            entry.ack.completeExceptionally(new Refused(FaultCode.OVERLOADED, "too many locations wait; try again"));
        } else if (closing && !thread.isAlive()) {
            // The writer ended in between and will never look at it.
            failAll(new Refused(FaultCode.UNAVAILABLE, "this instance is going away"));
        }
        return entry.ack;
    }

    /** How many fixes wait. */
    int waiting() {
        return queue.size();
    }

    /**
     * Whether the newest batch of the last six seconds could not be kept. A server whose disk is full answers every
     * question, so that questions alone do not show it.
     */
    boolean isFailing() {
        return failing && System.nanoTime() - failedAt < REMEMBERED_NANOS;
    }

    /** Writes what has been taken, for five seconds at most, and fails the rest. */
    @Override
    public void close() {
        // Not interrupted: that would fail the batch that is just being written.
        closing = true;
        try {
            thread.join(LAST_WRITES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failAll(new Refused(FaultCode.UNAVAILABLE, "this instance is going away"));
    }

    private void run() {
        List<Entry> batch = new ArrayList<>(BATCH);
        while (!closing || !queue.isEmpty()) {
            try {
                gather(batch);
                if (!batch.isEmpty()) {
                    together.was(batch.size());
                    write(batch);
                }
            } catch (RuntimeException | Error unexpected) {
                // The writer must outlive whatever happens: without it no fix would ever be acked again.
                LOG.error("a batch of locations failed", unexpected);
                batch.forEach(entry -> entry.ack.completeExceptionally(unexpected));
            }
            batch.clear();
        }
    }

    /** Takes what there is, once there is something and a moment has passed for others to join. */
    private void gather(List<Entry> batch) {
        try {
            Entry first = queue.poll(LOOKING_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
            long end = System.nanoTime() + LINGER_NANOS;
            queue.drainTo(batch, BATCH - batch.size());
            long left = end - System.nanoTime();
            while (batch.size() < BATCH && left > 0 && !closing) {
                Entry next = queue.poll(left, TimeUnit.NANOSECONDS);
                if (next != null) {
                    batch.add(next);
                    queue.drainTo(batch, BATCH - batch.size());
                }
                left = end - System.nanoTime();
            }
        } catch (InterruptedException closed) {
            queue.drainTo(batch, BATCH - batch.size());
        }
    }

    /**
     * A batch that the server cannot take is halved until the fix at fault stands alone, and that one is refused. When the
     * server is away, nobody waits for it in vain: all that was taken fails at once, and phones send again.
     */
    private void write(List<Entry> batch) {
        try {
            Set<FixTable.Key> stored =
                    table.insert(batch.stream().map(Entry::location).toList());
            failing = false;
            acknowledge(batch, stored);
        } catch (Refused away) {
            failedAt = System.nanoTime();
            failing = true;
            batch.forEach(entry -> entry.ack.completeExceptionally(away));
            failAll(away);
        } catch (RuntimeException poisoned) {
            if (batch.size() > 1) {
                write(batch.subList(0, batch.size() / 2));
                write(batch.subList(batch.size() / 2, batch.size()));
            } else {
                LOG.warn("a location was refused by the store: {}", String.valueOf(SqlStates.of(poisoned)));
                batch.get(0)
                        .ack
                        .completeExceptionally(
                                new Refused(FaultCode.INVALID_PAYLOAD, "the store cannot keep this location"));
            }
        }
    }

    private static void acknowledge(List<Entry> batch, Set<FixTable.Key> stored) {
        for (Entry entry : batch) {
            // Of two in one batch only the first finds its key.
            boolean isNew = stored.remove(FixTable.Key.of(entry.location));
            entry.ack.complete(isNew ? Appended.STORED : Appended.DUPLICATE);
        }
    }

    private void failAll(Refused reason) {
        List<Entry> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.forEach(entry -> entry.ack.completeExceptionally(reason));
    }

    private record Entry(DriverLocation location, CompletableFuture<Appended> ack) {}
}
