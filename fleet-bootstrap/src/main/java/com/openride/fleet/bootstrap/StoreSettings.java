package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.postgis.PostgisConfig;
import com.openride.fleet.domain.fault.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * Where and how long things are stored.
 *
 * @param database where; null to keep everything in memory
 * @param poolSize how many connections the instance opens for all but writing fixes
 * @param historyDays how many days of fixes are kept
 */
public record StoreSettings(@Nullable PostgisConfig database, int poolSize, int historyDays) {

    /** Reads the environment; what cannot be used is noted there. */
    static StoreSettings of(Environment environment) {
        return new StoreSettings(
                database(environment),
                environment.number("DB_POOL_SIZE", 10, 1, 1000),
                environment.number("MAX_LOCATION_HISTORY_DAYS", 30, 1, 3650));
    }

    private static @Nullable PostgisConfig database(Environment environment) {
        String url = environment.text("DATABASE_URL");
        if (url == null) {
            return null;
        }
        try {
            return PostgisConfig.parse(url);
        } catch (InvalidValue unreadable) {
            environment.refuse(unreadable);
            return null;
        }
    }
}
