package com.openride.fleet.adapter.postgis;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings the schema {@code fleet} up to date. It is a schema of its own, so that the tables of the former service, wherever
 * they are in the same database, are neither seen nor touched. Several instances may do this at once: one works, the others
 * wait.
 */
final class Schema {

    /** Where all tables are. */
    static final String NAME = "fleet";

    /** Where names are looked up: there, and where PostGIS is. */
    static final String SEARCHED = NAME + ",public";

    private static final String MIGRATIONS = "classpath:com/openride/fleet/adapter/postgis/migration";

    private Schema() {}

    /** Migrates; returns how many migrations were made. */
    static int migrate(Place place) {
        FluentConfiguration flyway = place.lead(Flyway.configure(Schema.class.getClassLoader()))
                .schemas(NAME)
                .createSchemas(true)
                .locations(MIGRATIONS)
                .loggers("slf4j");
        // A lock in the session, not in a transaction: statements that run outside of one would wait for it for ever.
        flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return flyway.load().migrate().migrationsExecuted;
    }
}
