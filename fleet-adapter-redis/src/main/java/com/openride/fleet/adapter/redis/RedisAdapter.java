package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.limit.Gcra;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The one door to this module: what the instances of one fleet share. Each port is put over a local one, which goes on
 * alone while Redis is away. Safe for use by many threads.
 */
public final class RedisAdapter implements AutoCloseable {

    private static final List<Script> SCRIPTS = List.of(
            RedisLocationThrottle.ADMIT,
            RedisLocationThrottle.GIVE_BACK,
            RedisSessions.OPEN,
            RedisSessions.RENEW,
            RedisSessions.CLOSE,
            RedisSessions.COUNT,
            Departures.STAY,
            Departures.LEAVE,
            Departures.TAKE,
            Departures.SETTLE);

    /** At about 600 bytes for each event some 60 MB of Redis, and more than a day of a busy fleet. */
    private static final long LONGEST_STREAM = 100_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final RedisConfig config;
    private final Measurements measurements;
    private final LongSupplier clock;
    private final RedisLink link;
    private final RedisWriter writer;
    private volatile BooleanSupplier listening = () -> true;

    /**
     * Starts.
     *
     * @param clock the present in microseconds, or 0 for Redis's own clock
     */
    RedisAdapter(RedisConfig config, Measurements measurements, LongSupplier clock) {
        this.config = config;
        this.measurements = measurements;
        this.clock = clock;
        link = new RedisLink(config, SCRIPTS);
        writer = new RedisWriter(link);
    }

    /**
     * Connects to Redis, and keeps to it whatever becomes of it later.
     *
     * @throws IllegalStateException with a line for the operator when Redis could not serve a fleet now; nothing is left
     *     running
     */
    public static RedisAdapter connect(RedisConfig config, Measurements measurements) {
        List<String> findings = examine(config);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Redis " + String.join("; ", findings));
        }
        return new RedisAdapter(config, measurements, () -> 0);
    }

    /**
     * Looks whether every node could serve a fleet. Blocks for a few seconds for each at most and changes nothing.
     *
     * @return what is wrong, each with what to do about it; empty when all is well
     */
    public static List<String> examine(RedisConfig config) {
        return Examination.of(config);
    }

    /**
     * A throttle over all instances.
     *
     * @param local this instance's own, made for the same interval
     * @param interval one fix per driver and interval; zero admits everything
     */
    public LocationThrottle throttle(LocationThrottle local, Duration interval) {
        return interval.isZero() ? local : new RedisLocationThrottle(link, writer, local, Gcra.of(interval), clock);
    }

    /**
     * The sessions of all instances. To be called once.
     *
     * @param local this instance's own
     */
    public Sessions sessions(Sessions local) {
        var sessions = new RedisSessions(link, local, clock);
        link.whenBack(sessions::restore);
        parts.push(Loop.start("fleet-redis-lease", RedisSessions.RENEWAL, sessions::renew));
        return sessions;
    }

    /**
     * A broadcast to all instances. To be called once.
     *
     * @param local tells this instance's own watchers
     */
    public FleetBroadcast broadcast(FleetBroadcast local) {
        var broadcast = new RedisFleetBroadcast(config, link, writer, local, measurements);
        listening = broadcast::isConnected;
        parts.push(broadcast);
        return broadcast;
    }

    /** Carries events from the outbox to the stream {@code openride.events.trip} from now on. To be called once. */
    public void relay(EventOutbox outbox) {
        parts.push(new StreamRelay(outbox, link, LONGEST_STREAM, measurements));
    }

    /** Whether Redis is there, and other instances are heard. */
    public HealthProbe health() {
        return () ->
                link.isUp() && listening.getAsBoolean() ? HealthProbe.State.CONNECTED : HealthProbe.State.DISCONNECTED;
    }

    /** Sends what waits, and frees every thread and connection. What the ports still do, they do alone. */
    @Override
    public void close() {
        parts.forEach(RedisAdapter::close);
        writer.close();
        link.close();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the Redis adapter does not close", e);
        }
    }
}
