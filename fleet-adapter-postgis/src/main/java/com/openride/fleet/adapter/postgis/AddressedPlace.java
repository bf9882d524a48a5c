package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Measurements;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A database at an address, to which this module connects by itself.
 *
 * @param config where it is
 */
record AddressedPlace(PostgisConfig config) implements Place {

    /** To begin with one waits longer than a request does: a machine that starts everything at once is slow to log in. */
    private static final String SECONDS = "8";

    /** A migration of much data takes long; a server that froze must end the start all the same. */
    private static final String LONGEST_SECONDS = "3600";

    @Override
    public String name() {
        return "DATABASE_URL";
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = config.properties();
        for (String timeout : List.of("connectTimeout", "loginTimeout", "socketTimeout")) {
            properties.setProperty(timeout, SECONDS);
        }
        return DriverManager.getConnection(config.jdbcUrl(), properties);
    }

    @Override
    public String advice(String sqlState) {
        if (sqlState.startsWith("28")) {
            return "the server refuses the login (" + sqlState + "); check user and password in DATABASE_URL";
        }
        if (sqlState.startsWith("3D")) {
            return "there is no database '" + config.database() + "' (" + sqlState + "); create it";
        }
        return "the server cannot be reached (" + sqlState + "); check that it runs, and host and port in DATABASE_URL";
    }

    @Override
    public FluentConfiguration lead(FluentConfiguration flyway) {
        Properties properties = config.properties();
        return flyway.dataSource(config.jdbcUrl(), properties.getProperty("user"), properties.getProperty("password"))
                .jdbcProperties(Map.of(
                        "currentSchema",
                        Schema.SEARCHED,
                        "ApplicationName",
                        "fleet-migrate",
                        "socketTimeout",
                        LONGEST_SECONDS));
    }

    @Override
    public Database open(String name, int size, Duration answer, Measurements measurements) {
        return new Database(config, name, size, answer, measurements);
    }
}
