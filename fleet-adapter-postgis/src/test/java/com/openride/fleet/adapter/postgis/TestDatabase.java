package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.fixture.TestMeasurements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** One private server for all tests of this module, in which every test may have a database of its own. */
final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final PostgresServer SERVER = start();

    private TestDatabase() {}

    /** A database that nothing has been done to but that it has PostGIS. */
    static PostgisConfig fresh() {
        return of(PostgresServer.PREPARED);
    }

    /** A database that nothing has been done to. */
    static PostgisConfig bare() {
        return of("template1");
    }

    private static PostgisConfig of(String template) {
        String name = "fleet_" + NUMBER.incrementAndGet();
        try {
            SERVER.create(name, template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return SERVER.as("fleet", PostgresServer.PASSWORD, name);
    }

    /** An instance that works on the database, with small pools. */
    static PostgisAdapter connect(PostgisConfig config) {
        return PostgisAdapter.connect(config, 8, 30, InstantSource.system(), new TestMeasurements());
    }

    static void execute(PostgisConfig config, String sql) {
        try (var connection = DriverManager.getConnection(config.jdbcUrl(), config.properties());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static PostgresServer server() {
        return SERVER;
    }

    private static PostgresServer start() {
        try {
            var server = new PostgresServer();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
