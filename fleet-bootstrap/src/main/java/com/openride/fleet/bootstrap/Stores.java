package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.postgis.PostgisAdapter;
import com.openride.fleet.adapter.postgis.PostgisConfig;
import com.openride.fleet.application.inmemory.InMemoryAlerts;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryEventOutbox;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemorySessionAudit;
import com.openride.fleet.application.inmemory.InMemoryShareLinks;
import com.openride.fleet.application.inmemory.InMemoryTrips;
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
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Everything that is stored, in PostgreSQL or within this process.
 *
 * @param trips all trips
 * @param drivers all drivers
 * @param log where fixes are written
 * @param history where fixes are read
 * @param alerts all alerts
 * @param shareLinks all share links
 * @param outbox the events still to be told
 * @param audit who came, went, was refused and followed whom
 * @param health whether the store answers
 * @param loader where a driver is read in from the store
 * @param tidy forgets what is too old to keep; must be called now and then
 * @param owned what is to be closed at the end
 */
record Stores(
        Trips trips,
        Drivers drivers,
        LocationLog log,
        LocationHistory history,
        Alerts alerts,
        ShareLinks shareLinks,
        EventOutbox outbox,
        SessionAudit audit,
        HealthProbe health,
        Executor loader,
        Runnable tidy,
        AutoCloseable owned)
        implements AutoCloseable {

    private static final Duration RETENTION = Duration.ofHours(24);
    private static final int MOST_FIXES = 2_000_000;
    private static final int MOST_ENDED_TRIPS = 100_000;
    private static final int MOST_ALERTS = 10_000;
    private static final int MOST_SHARE_LINKS = 100_000;
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_AUDITED = 100_000;
    private static final int LOADERS = 4;
    private static final int MOST_LOADS = 20_000;

    /**
     * Where the plan says.
     *
     * @throws IllegalStateException with a line for the operator when the database cannot carry a fleet
     */
    static Stores of(FleetPlan plan, Measurements measurements) {
        StoreSettings settings = plan.config().store();
        DataSource source = plan.dataSource();
        PostgisConfig database = settings.database();
        if (source != null) {
            return in(PostgisAdapter.connect(
                    source, settings.poolSize(), settings.historyDays(), plan.clock(), measurements));
        }
        return database == null
                ? embedded(plan.clock())
                : in(PostgisAdapter.connect(
                        database, settings.poolSize(), settings.historyDays(), plan.clock(), measurements));
    }

    /** The same, but for what the embedding service does itself. */
    Stores with(OwnPorts own) {
        return new Stores(
                own.or(Trips.class, () -> trips),
                own.or(Drivers.class, () -> drivers),
                own.or(LocationLog.class, () -> log),
                own.or(LocationHistory.class, () -> history),
                own.or(Alerts.class, () -> alerts),
                own.or(ShareLinks.class, () -> shareLinks),
                own.or(EventOutbox.class, () -> outbox),
                own.or(SessionAudit.class, () -> audit),
                health,
                loader,
                tidy,
                owned);
    }

    private static Stores embedded(InstantSource clock) {
        var outbox = new InMemoryEventOutbox(MOST_EVENTS);
        var locations = new InMemoryLocationStore(RETENTION, MOST_FIXES, clock);
        return new Stores(
                new InMemoryTrips(MOST_ENDED_TRIPS, outbox),
                new InMemoryDrivers(),
                locations,
                locations,
                new InMemoryAlerts(MOST_ALERTS, outbox),
                new InMemoryShareLinks(MOST_SHARE_LINKS),
                outbox,
                new InMemorySessionAudit(MOST_AUDITED),
                () -> HealthProbe.State.EMBEDDED,
                Runnable::run,
                locations::forgetOld,
                () -> {});
    }

    private static Stores in(PostgisAdapter store) {
        var loaders = new ThreadPoolExecutor(
                LOADERS,
                LOADERS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_LOADS),
                Threads.named("fleet-loader"));
        return new Stores(
                store.trips(),
                store.drivers(),
                store.locationLog(),
                store.locationHistory(),
                store.alerts(),
                store.shareLinks(),
                store.outbox(),
                store.audit(),
                store.health(),
                loaders,
                () -> {},
                () -> close(loaders, store));
    }

    @Override
    public void close() {
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store cannot be closed", e);
        }
    }

    private static void close(ThreadPoolExecutor loaders, PostgisAdapter store) {
        loaders.shutdownNow();
        store.close();
    }
}
