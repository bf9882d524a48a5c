package com.openride.fleet.application.health;

import com.openride.fleet.application.port.in.CheckHealth;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.HealthProbe.State;
import com.openride.fleet.application.port.out.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Puts the states of all parts into one word. A part that is away makes the whole degraded, never unhealthy. */
public final class HealthChecking implements CheckHealth {

    private final HealthProbe database;
    private final HealthProbe redis;
    private final Sessions sessions;
    private final Lifecycle lifecycle;
    private final InstantSource clock;
    private final Instant startedAt;

    public HealthChecking(
            HealthProbe database, HealthProbe redis, Sessions sessions, Lifecycle lifecycle, InstantSource clock) {
        this.database = database;
        this.redis = redis;
        this.sessions = sessions;
        this.lifecycle = lifecycle;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Health health() {
        State databaseState = database.state();
        State redisState = redis.state();
        boolean allThere = databaseState != State.DISCONNECTED && redisState != State.DISCONNECTED;
        return new Health(
                allThere ? Status.HEALTHY : Status.DEGRADED,
                word(databaseState),
                word(redisState),
                lifecycle.isDraining() ? "draining" : "active",
                sessions.here(),
                Duration.between(startedAt, clock.instant()));
    }

    @Override
    public boolean ready() {
        return !lifecycle.isDraining();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
