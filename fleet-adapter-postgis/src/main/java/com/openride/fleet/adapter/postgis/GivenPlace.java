package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Measurements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A database to which somebody else hands out connections. How many there are, and how long one waits for one, is theirs to
 * say; each goes back as it came.
 *
 * @param source whose it is stays open
 */
record GivenPlace(DataSource source) implements Place {

    @Override
    public String name() {
        return "the DataSource";
    }

    @Override
    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    @Override
    public String advice(String sqlState) {
        return "it gives no connection to a PostgreSQL that works (" + sqlState + "); check how it is set up";
    }

    @Override
    public FluentConfiguration lead(FluentConfiguration flyway) {
        return flyway.dataSource(source);
    }

    @Override
    public Database open(String name, int size, Duration answer, Measurements measurements) {
        return new Database(source, name, answer, measurements);
    }
}
