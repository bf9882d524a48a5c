package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Timing;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections, and what is known of the server behind it. Everything that is asked of the server is bounded in
 * time, whatever state it is in. Safe for use by many threads.
 */
final class Database implements HealthProbe, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration USUAL_ANSWER = Duration.ofSeconds(5);
    private static final Duration MOST_WAITING = Duration.ofSeconds(2);
    private static final Duration KEPT_ALIVE = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final Timing asked;
    private final Runnable closing;
    /** What each transaction begins with; null where connections come as they should be. */
    private final @Nullable String first;

    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * A pool that connects when it is first asked.
     *
     * @param name for its threads and its sessions on the server
     * @param size how many connections at most
     * @param measurements where it is noted how long the server takes
     */
    Database(PostgisConfig config, String name, int size, Measurements measurements) {
        this(config, name, size, USUAL_ANSWER, measurements);
    }

    /**
     * A pool that waits so long for an answer.
     *
     * @param answer after which a statement is given up on, and its connection with it
     */
    Database(PostgisConfig config, String name, int size, Duration answer, Measurements measurements) {
        this(hikari(config, name, size, answer), measurements);
    }

    private Database(HikariConfig hikari, Measurements measurements) {
        var pool = new HikariDataSource(hikari);
        String name = hikari.getPoolName();
        jdbi = speaking(pool);
        closing = pool::close;
        first = null;
        asked = measurements.timing("fleet.postgres.requests", "pool", name);
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        measurements.gauge("fleet.postgres.connections", state::getActiveConnections, "pool", name);
        measurements.gauge("fleet.postgres.waiting", state::getThreadsAwaitingConnection, "pool", name);
    }

    /**
     * Connections of somebody else's, who may need them otherwise: what we set on one ends with the transaction.
     *
     * @param name what they are asked for
     * @param answer after which a statement is given up on
     * @param measurements where it is noted how long the server takes
     */
    Database(DataSource source, String name, Duration answer, Measurements measurements) {
        jdbi = speaking(source);
        closing = () -> {};
        first = "SET LOCAL search_path = " + Schema.SEARCHED + "; SET LOCAL statement_timeout = " + answer.toMillis();
        asked = measurements.timing("fleet.postgres.requests", "pool", name);
    }

    private static Jdbi speaking(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Long.class, "int8");
        jdbi.registerArrayType(Short.class, "int2");
        jdbi.registerArrayType(Float.class, "float4");
        jdbi.registerArrayType(Double.class, "float8");
        new Points().install(jdbi);
        return jdbi;
    }

    /** A single connection on which the server refuses to write. */
    static Database readOnly(PostgisConfig config, String name, Duration answer, Measurements measurements) {
        HikariConfig hikari = hikari(config, name, 1, answer);
        hikari.setReadOnly(true);
        hikari.addDataSourceProperty("readOnlyMode", "always");
        return new Database(hikari, measurements);
    }

    private static HikariConfig hikari(PostgisConfig config, String name, int size, Duration answer) {
        var hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setDataSourceProperties(config.properties());
        hikari.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
        hikari.addDataSourceProperty("ApplicationName", name);
        hikari.addDataSourceProperty("currentSchema", Schema.SEARCHED);
        hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
        hikari.setMaximumPoolSize(size);
        hikari.setConnectionTimeout(MOST_WAITING.toMillis());
        hikari.setValidationTimeout(MOST_WAITING.toMillis() / 2);
        hikari.setKeepaliveTime(KEPT_ALIVE.toMillis());
        hikari.setInitializationFailTimeout(-1);
        return hikari;
    }

    /**
     * Asks the server something in one transaction.
     *
     * @throws Refused with UNAVAILABLE when the server is away
     */
    <T> T ask(HandleCallback<T, RuntimeException> question) {
        long start = System.nanoTime();
        try {
            T answer = jdbi.inTransaction(handle -> begun(handle, question));
            found();
            return answer;
        } catch (FleetException refused) {
            throw refused;
        } catch (RuntimeException thrown) {
            throw translated(thrown);
        } finally {
            asked.took(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Tells whether the server answers; notes it for {@link #state()}. */
    boolean isThere() {
        try {
            return ask(handle ->
                            handle.createQuery("select 1").mapTo(Integer.class).one())
                    == 1;
        } catch (Refused refused) {
            return false;
        }
    }

    @Override
    public State state() {
        return away.get() ? State.DISCONNECTED : State.CONNECTED;
    }

    @Override
    public void close() {
        closing.run();
    }

    private <T> T begun(Handle handle, HandleCallback<T, RuntimeException> question) {
        if (first != null) {
            handle.execute(first);
        }
        return question.withHandle(handle);
    }

    private RuntimeException translated(RuntimeException thrown) {
        SQLException failure = SqlStates.of(thrown);
        if (failure == null) {
            return thrown;
        }
        if (SqlStates.isAway(failure)) {
            lost(failure.getSQLState());
        } else if (!SqlStates.isInTheWay(failure)) {
            return thrown;
        }
        return new Refused(FaultCode.UNAVAILABLE, "the store is away; try again");
    }

    private void found() {
        if (away.compareAndSet(true, false)) {
            LOG.info("PostgreSQL is back");
        }
    }

    private void lost(@Nullable String state) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("PostgreSQL is away ({})", state);
        }
    }
}
