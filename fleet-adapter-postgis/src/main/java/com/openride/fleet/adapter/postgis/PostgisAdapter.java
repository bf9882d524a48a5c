package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.application.port.out.Trips;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * The one door to this module: everything durable, in PostgreSQL with PostGIS. What it hands out is safe for use by many
 * threads and good until it is closed.
 */
public final class PostgisAdapter implements AutoCloseable {

    private static final int WRITERS = 1;
    private static final int ASKERS = 4;
    private static final int MOST_QUESTIONS = 10_000;
    private static final long LAST_SECONDS = 5;
    private static final Duration USUAL_ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_ANSWER = Duration.ofHours(6);

    private final Database database;
    private final Database writing;
    private final Database days;
    private final FixWriter writer;
    private final Partitions partitions;
    private final Upkeep upkeep;
    private final ThreadPoolExecutor askers;
    private final FixTable reading;
    private final PositionTable positions;
    private final PostgisEventOutbox outbox;
    private final PostgisSessionAudit audit;

    private PostgisAdapter(Place place, int poolSize, int keepDays, InstantSource clock, Measurements measurements) {
        database = place.open("fleet", poolSize, USUAL_ANSWER, measurements);
        // A connection of its own, so that no crowd of readers keeps fixes from being written.
        writing = place.open("fleet-writer", WRITERS, USUAL_ANSWER, measurements);
        reading = new FixTable(database);
        positions = new PositionTable(database);
        // To put a day in order takes as long as it takes.
        days = place.open("fleet-days", WRITERS, LONGEST_ANSWER, measurements);
        partitions = new Partitions(days, clock, keepDays);
        writer = new FixWriter(new FixTable(writing), measurements);
        outbox = new PostgisEventOutbox(database);
        audit = new PostgisSessionAudit(database);
        measurements.gauge("fleet.queue.depth", audit::waiting, "queue", "audit");
        measurements.gauge("fleet.queue.depth", positions::waiting, "queue", "positions");
        upkeep = new Upkeep(database, partitions, this::settle, () -> forgetOld(clock.instant()));
        askers = new ThreadPoolExecutor(
                Math.min(ASKERS, poolSize),
                Math.min(ASKERS, poolSize),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_QUESTIONS),
                work -> {
                    var thread = new Thread(work, "fleet-postgis-asker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Connects, brings the schema up to date and begins to work. Blocks.
     *
     * @param poolSize how many connections for all but writing fixes, positive
     * @param keepDays how many days of fixes are kept, positive
     * @param measurements where it is noted how it goes
     * @throws IllegalStateException when the database cannot carry a fleet; the message says what to do and no secret
     */
    public static PostgisAdapter connect(
            PostgisConfig config, int poolSize, int keepDays, InstantSource clock, Measurements measurements) {
        return connect(new AddressedPlace(config), poolSize, keepDays, clock, measurements);
    }

    /**
     * Does the same by somebody else's connections, which stay theirs. Blocks.
     *
     * @param source must allow at least four connections at once
     * @param askers how many threads ask it for what is not known yet, positive
     * @param keepDays how many days of fixes are kept, positive
     * @param measurements where it is noted how it goes
     * @throws IllegalStateException when the database cannot carry a fleet; the message says what to do and no secret
     */
    public static PostgisAdapter connect(
            DataSource source, int askers, int keepDays, InstantSource clock, Measurements measurements) {
        return connect(new GivenPlace(source), askers, keepDays, clock, measurements);
    }

    private static PostgisAdapter connect(
            Place place, int poolSize, int keepDays, InstantSource clock, Measurements measurements) {
        migrate(place);
        var adapter = new PostgisAdapter(place, poolSize, keepDays, clock, measurements);
        try {
            adapter.partitions.makeAhead();
            return adapter;
        } catch (RuntimeException failure) {
            adapter.close();
            throw failure;
        }
    }

    /**
     * Brings the schema up to date. Blocks.
     *
     * @return how many migrations were made; 0 when it was up to date
     * @throws IllegalStateException when the database cannot carry a fleet; the message says what to do and no secret
     */
    public static int migrate(PostgisConfig config) {
        return migrate(new AddressedPlace(config));
    }

    private static int migrate(Place place) {
        List<String> findings = Examination.of(place);
        if (!findings.isEmpty()) {
            throw new IllegalStateException(place.name() + ": " + String.join("; ", findings));
        }
        try {
            return Schema.migrate(place);
        } catch (FlywayException failure) {
            var cause = SqlStates.of(failure);
            String reason = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
            throw new IllegalStateException(
                    place.name() + ": the schema cannot be brought up to date: " + reason, failure);
        }
    }

    /**
     * Looks whether the database could carry a fleet. Blocks for a few seconds at most and changes nothing.
     *
     * @return what is missing, each with what to do about it; empty when all is well
     */
    public static List<String> examine(PostgisConfig config) {
        return Examination.of(new AddressedPlace(config));
    }

    /** All trips. */
    public Trips trips() {
        return new PostgisTrips(database);
    }

    /** All drivers. */
    public Drivers drivers() {
        return new PostgisDrivers(database, positions);
    }

    /** Where fixes are written. */
    public LocationLog locationLog() {
        return new PostgisLocationLog(writer, reading, askers);
    }

    /** Where fixes are read. */
    public LocationHistory locationHistory() {
        return new PostgisLocationHistory(reading);
    }

    /** The events still to be told. */
    public EventOutbox outbox() {
        return outbox;
    }

    /** All alerts. */
    public Alerts alerts() {
        return new PostgisAlerts(database);
    }

    /** All share links. */
    public ShareLinks shareLinks() {
        return new PostgisShareLinks(database);
    }

    /** Whether the server answers and keeps fixes; known within two seconds or so. */
    public HealthProbe health() {
        return () -> writer.isFailing() ? HealthProbe.State.DISCONNECTED : database.state();
    }

    /** How many fixes wait to be written. */
    public int waiting() {
        return writer.waiting();
    }

    /** Who came, went, was refused and followed whom. */
    public SessionAudit audit() {
        return audit;
    }

    /** Writes where drivers are and what was noted now, instead of within a second. Blocks. */
    void settle() {
        positions.flush();
        audit.flush();
    }

    private void forgetOld(Instant now) {
        outbox.forgetOld(now);
        audit.forgetOld(now);
    }

    /** Writes what was taken, for some seconds at most, and closes every connection. */
    @Override
    public void close() {
        writer.close();
        upkeep.close();
        askers.shutdown();
        try {
            if (!askers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                askers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writing.close();
        days.close();
        database.close();
    }
}
