package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Trips;
import java.time.Duration;

/**
 * The same store for those who only look back: one connection, on which the server refuses every write, with the patience
 * that long questions take. It needs no more than the right to read, and leaves the schema as it is.
 */
public final class ArchiveAdapter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LOOK = "SELECT (to_regclass('fleet.alert') IS NOT NULL)::int";

    private final Database database;

    private ArchiveAdapter(Database database) {
        this.database = database;
    }

    /**
     * Connects. Blocks.
     *
     * @param measurements where it is noted how long the server takes
     * @throws IllegalStateException when there is no fleet in the database; the message says what to do and no secret
     * @throws com.openride.fleet.domain.fault.Refused with UNAVAILABLE when the server cannot be reached
     */
    public static ArchiveAdapter open(PostgisConfig config, Measurements measurements) {
        var database = Database.readOnly(config, "fleet-archive", PATIENCE, measurements);
        try {
            if (database.ask(handle ->
                            handle.createQuery(LOOK).mapTo(Integer.class).one())
                    == 0) {
                throw new IllegalStateException("DATABASE_URL: there is no fleet in the database; run 'fleet migrate'");
            }
            return new ArchiveAdapter(database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** All trips, to be read. */
    public Trips trips() {
        return new PostgisTrips(database);
    }

    /** All fixes. */
    public LocationHistory locationHistory() {
        return new PostgisLocationHistory(new FixTable(database));
    }

    /** All alerts, to be read. */
    public Alerts alerts() {
        return new PostgisAlerts(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
