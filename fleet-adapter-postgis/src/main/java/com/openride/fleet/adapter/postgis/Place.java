package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Measurements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database, and how one gets there: by an address, or by connections that somebody else hands out. */
interface Place {

    /** What whoever set the service up calls it, to begin a line with. */
    String name();

    /** One connection to look around with. */
    Connection connect() throws SQLException;

    /** What to do about a connection that cannot be had, or does not do. */
    String advice(String sqlState);

    /** Tells Flyway how to get there. */
    FluentConfiguration lead(FluentConfiguration flyway);

    /**
     * A pool that connects when it is first asked.
     *
     * @param name for its threads and its sessions on the server
     * @param size how many connections at most
     * @param answer after which a statement is given up on
     * @param measurements where it is noted how long the server takes
     */
    Database open(String name, int size, Duration answer, Measurements measurements);
}
