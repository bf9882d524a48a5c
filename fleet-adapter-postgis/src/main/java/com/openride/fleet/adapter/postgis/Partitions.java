package com.openride.fleet.adapter.postgis;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of the table of fixes, in UTC: made ahead, put in order once closed, dropped when they are too old. Whatever
 * needs the lock of the whole table waits for it only for a moment and tries again later, so that writing goes on.
 */
final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    /** Fixes may be a day old, and phones' clocks run ahead. */
    private static final int DAYS_BACK = 2;

    private static final int DAYS_AHEAD = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PREFIX = "fix_";

    // Any number does that nothing else on this database locks: the letters of "fleetday".
    private static final long LOCK = 0x666c656574646179L;

    private static final String DAYS = """
            SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
            WHERE inhparent = 'fleet.fix'::regclass ORDER BY relname
            """;

    private static final String IN_ORDER = "in order of drivers";

    private final Database database;
    private final InstantSource clock;
    private final int keepDays;

    /**
     * Over the database's days.
     *
     * @param keepDays how many whole days are kept beside today, positive
     */
    Partitions(Database database, InstantSource clock, int keepDays) {
        this.database = database;
        this.clock = clock;
        this.keepDays = keepDays;
    }

    /** Makes the days that may be written to, as far as they are missing. */
    void makeAhead() {
        LocalDate today = today();
        database.ask(handle -> {
            handle.createQuery("SELECT pg_advisory_xact_lock(:lock) IS NULL")
                    .bind("lock", LOCK)
                    .mapTo(Boolean.class)
                    .one();
            List<String> present = days(handle);
            for (LocalDate day = today.minusDays(DAYS_BACK);
                    !day.isAfter(today.plusDays(DAYS_AHEAD));
                    day = day.plusDays(1)) {
                if (!present.contains(name(day))) {
                    make(handle, day);
                }
            }
            return present.size();
        });
    }

    /** Drops the days that are older than what is kept; returns how many. */
    int dropOld() {
        String oldest = name(today().minusDays(keepDays));
        List<String> old = database.ask(handle ->
                days(handle).stream().filter(day -> day.compareTo(oldest) < 0).toList());
        for (String day : old) {
            exclusively(handle -> {
                handle.execute("ALTER TABLE fix DETACH PARTITION " + day);
                handle.execute("DROP TABLE " + day);
            });
            LOG.info("dropped the fixes of {}", day);
        }
        return old.size();
    }

    /**
     * Rewrites closed days in the order of drivers: a driver's day is then read from a few pages that lie together, not
     * from as many as it has fixes. Returns how many days it rewrote.
     */
    int putInOrder() {
        // A fix may be a day old when it comes, and an hour later none of that day is on its way any more.
        LocalDate closing = LocalDate.ofInstant(clock.instant().minus(Duration.ofHours(25)), ZoneOffset.UTC);
        String open = name(closing);
        List<String> closed = database.ask(handle -> days(handle).stream()
                .filter(day -> day.compareTo(open) < 0 && !isInOrder(handle, day))
                .toList());
        closed.forEach(this::putInOrder);
        return closed.size();
    }

    /** How a day's partition is called. */
    static String name(LocalDate day) {
        return PREFIX + DAY.format(day);
    }

    private void putInOrder(String day) {
        LocalDate date = LocalDate.parse(day.substring(PREFIX.length()), DAY);
        String sorted = day + "_in_order";
        database.ask(handle -> {
            handle.execute("SET LOCAL statement_timeout = 0");
            handle.execute("DROP TABLE IF EXISTS " + sorted);
            handle.execute("CREATE TABLE " + sorted + " (LIKE fix INCLUDING ALL, CHECK (" + bounds(date) + "))");
            handle.execute("INSERT INTO " + sorted + " SELECT * FROM " + day + " ORDER BY driver_id, recorded_at");
            return handle.execute("COMMENT ON TABLE " + sorted + " IS '" + IN_ORDER + "'");
        });
        exclusively(handle -> {
            handle.execute("ALTER TABLE fix DETACH PARTITION " + day);
            handle.execute("DROP TABLE " + day);
            handle.execute("ALTER TABLE " + sorted + " RENAME TO " + day);
            handle.execute("ALTER TABLE fix ATTACH PARTITION " + day + range(date));
        });
        LOG.info("put the fixes of {} in order", day);
    }

    private boolean isInOrder(Handle handle, String day) {
        return handle.createQuery("SELECT obj_description(CAST(:day AS regclass), 'pg_class')")
                .bind("day", Schema.NAME + "." + day)
                .mapTo(String.class)
                .findFirst()
                .filter(IN_ORDER::equals)
                .isPresent();
    }

    private void exclusively(Consumer<Handle> work) {
        database.ask(handle -> {
            // Behind a query that takes long, everything else would queue up after us.
            handle.execute("SET LOCAL lock_timeout = '100ms'");
            handle.execute("LOCK TABLE fix IN ACCESS EXCLUSIVE MODE");
            work.accept(handle);
            return true;
        });
    }

    private static void make(Handle handle, LocalDate day) {
        // Made beside the table and then attached, which locks less than making it as a partition.
        handle.execute("CREATE TABLE " + name(day) + " (LIKE fix INCLUDING ALL, CHECK (" + bounds(day) + "))");
        handle.execute("ALTER TABLE fix ATTACH PARTITION " + name(day) + range(day));
    }

    private static List<String> days(Handle handle) {
        return handle.createQuery(DAYS).mapTo(String.class).list();
    }

    private static String bounds(LocalDate day) {
        return "recorded_at >= '" + start(day) + "' AND recorded_at < '" + start(day.plusDays(1)) + "'";
    }

    private static String range(LocalDate day) {
        return " FOR VALUES FROM ('" + start(day) + "') TO ('" + start(day.plusDays(1)) + "')";
    }

    private static String start(LocalDate day) {
        return day + " 00:00:00+00";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
