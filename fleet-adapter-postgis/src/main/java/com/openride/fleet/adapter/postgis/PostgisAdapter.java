package com.openride.fleet.adapter.postgis;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The one door to this module. So far it only looks at a database, for the doctor: what keeps a fleet in it comes with
 * storage itself. Safe for use by many threads.
 */
public final class PostgisAdapter {

    private static final int SECONDS = 2;
    private static final int OLDEST_VERSION = 140_000;

    private PostgisAdapter() {}

    /**
     * Looks whether the database could carry a fleet. Blocks for a few seconds at most and changes nothing.
     *
     * @return what is missing, each with what to do about it; empty when all is well
     */
    public static List<String> examine(PostgisConfig config) {
        List<String> findings = new ArrayList<>();
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            if (number(statement, "select current_setting('server_version_num')::int") < OLDEST_VERSION) {
                findings.add("PostgreSQL is older than 14; use a newer server");
            }
            if (number(statement, "select count(*) from pg_available_extensions where name = 'postgis'") == 0) {
                findings.add(
                        "PostGIS is not installed on the server (Debian: apt-get install postgresql-15-postgis-3)");
            }
            if (number(statement, "select has_schema_privilege(current_schema(), 'create')::int") == 0) {
                findings.add("the user may not create tables; grant CREATE on the schema");
            }
        } catch (SQLException e) {
            findings.add(reason(String.valueOf(e.getSQLState()), config));
        }
        return findings;
    }

    /** The classes of SQLSTATE are of PostgreSQL's manual, appendix A. */
    private static String reason(String state, PostgisConfig config) {
        if (state.startsWith("28")) {
            return "the server refuses the login (" + state + "); check user and password in DATABASE_URL";
        }
        if (state.startsWith("3D")) {
            return "there is no database '" + config.database() + "' (" + state + "); create it";
        }
        return "the server cannot be reached (" + state + "); check that it runs, and host and port in DATABASE_URL";
    }

    private static Connection connect(PostgisConfig config) throws SQLException {
        var properties = new Properties();
        config.options().forEach(properties::setProperty);
        properties.setProperty("connectTimeout", Integer.toString(SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SECONDS));
        if (config.user() != null) {
            properties.setProperty("user", config.user());
        }
        if (config.password() != null) {
            properties.setProperty("password", config.password());
        }
        String url = "jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.database();
        return DriverManager.getConnection(url, properties);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
