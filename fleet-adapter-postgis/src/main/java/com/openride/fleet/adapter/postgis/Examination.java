package com.openride.fleet.adapter.postgis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a database could carry a fleet, and says of everything that is missing what to do about it. */
final class Examination {

    private static final int SECONDS = 5;
    private static final int OLDEST_VERSION = 140_000;

    private static final String HAS_POSTGIS = "select count(*) from pg_extension where extname = 'postgis'";

    private static final String MAY_MAKE_POSTGIS = """
            select count(*) from pg_available_extension_versions, pg_roles
            where pg_available_extension_versions.name = 'postgis' and rolname = current_user and (rolsuper or trusted)
            """;

    private static final String MAY_CREATE = """
            select (case when to_regnamespace('fleet') is null
                then has_database_privilege(current_database(), 'create')
                else has_schema_privilege('fleet', 'create') end)::int
            """;

    private Examination() {}

    static List<String> of(Place place) {
        List<String> findings = new ArrayList<>();
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            if (number(statement, "select current_setting('server_version_num')::int") < OLDEST_VERSION) {
                findings.add("PostgreSQL is older than 14; use a newer server");
            }
            if (number(statement, HAS_POSTGIS) == 0) {
                lookForPostgis(statement, findings);
            }
            if (number(statement, MAY_CREATE) == 0) {
                findings.add("the user may not create tables; run GRANT CREATE ON DATABASE " + connection.getCatalog()
                        + " TO its name, and if there is a schema fleet, make the user its owner");
            }
        } catch (SQLException e) {
            findings.add(place.advice(String.valueOf(e.getSQLState())));
        }
        return findings;
    }

    private static void lookForPostgis(Statement statement, List<String> findings) throws SQLException {
        if (number(statement, "select count(*) from pg_available_extensions where name = 'postgis'") == 0) {
            findings.add("PostGIS is not installed on the server (Debian: apt-get install postgresql-15-postgis-3)");
        } else if (number(statement, MAY_MAKE_POSTGIS) == 0) {
            findings.add(
                    "the database has no PostGIS and the user may not make it; as a superuser, run CREATE EXTENSION"
                            + " postgis in the database "
                            + statement.getConnection().getCatalog());
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
