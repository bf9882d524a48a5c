package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.redis.RedisAdapter;
import com.openride.fleet.adapter.redis.RedisConfig;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Sessions;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** What the instances of a fleet share: through Redis where one is named, and otherwise within this one process. */
final class Sharing implements AutoCloseable {

    private final FleetBroadcast broadcast;
    private final LocationThrottle throttle;
    private final Sessions sessions;
    private final @Nullable RedisAdapter redis;

    /**
     * Connects.
     *
     * @throws IllegalStateException with a line for the operator when Redis cannot serve
     */
    Sharing(FleetPlan plan, Measurements measurements) {
        FleetConfig config = plan.config();
        OwnPorts own = plan.own();
        var here = new InMemoryFleetBroadcast();
        var throttleHere = new InMemoryLocationThrottle(config.locationInterval());
        var sessionsHere = new InMemorySessions();
        redis = connect(plan, measurements);
        broadcast = own.or(FleetBroadcast.class, () -> redis == null ? here : redis.broadcast(here));
        throttle = own.or(
                LocationThrottle.class,
                () -> redis == null ? throttleHere : redis.throttle(throttleHere, config.locationInterval()));
        sessions = own.or(Sessions.class, () -> redis == null ? sessionsHere : redis.sessions(sessionsHere));
    }

    private static @Nullable RedisAdapter connect(FleetPlan plan, Measurements measurements) {
        RedisClient given = plan.redis();
        if (given != null) {
            return RedisAdapter.connect(given, measurements);
        }
        RedisConfig place = plan.config().redis();
        return place == null ? null : RedisAdapter.connect(place, measurements);
    }

    FleetBroadcast broadcast() {
        return broadcast;
    }

    LocationThrottle throttle() {
        return throttle;
    }

    Sessions sessions() {
        return sessions;
    }

    /** How Redis is. */
    HealthProbe probe() {
        return redis == null ? () -> HealthProbe.State.EMBEDDED : redis.health();
    }

    /** Carries events to other services, if there is a way. */
    void relay(EventOutbox outbox) {
        if (redis != null) {
            redis.relay(outbox);
        }
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
