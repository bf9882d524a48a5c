package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.redis.RedisConfig;
import com.openride.fleet.domain.fault.InvalidValue;
import org.jspecify.annotations.Nullable;

/** Where Redis is, as the environment says. */
final class RedisSettings {

    private static final int DEFAULT_CONNECTIONS = 50;
    private static final int MOST_CONNECTIONS = 10_000;

    private RedisSettings() {}

    /** Reads the environment; null when no Redis is named, and when it cannot be understood, which is noted there. */
    static @Nullable RedisConfig of(Environment environment) {
        int connections = environment.number(
                "REDIS_MAX_CONNECTIONS", DEFAULT_CONNECTIONS, RedisConfig.FEWEST_CONNECTIONS, MOST_CONNECTIONS);
        String url = environment.text("REDIS_URL");
        if (url == null) {
            return null;
        }
        try {
            return RedisConfig.parse(url, environment.text("REDIS_PASSWORD")).withMostConnections(connections);
        } catch (InvalidValue invalid) {
            environment.refuse(invalid);
            return null;
        }
    }
}
