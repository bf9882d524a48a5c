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
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * The one door to this module: what the instances of one fleet share. Each port is put over a local one, which goes on
 * alone while Redis is away. Safe for use by many threads.
 */
public final class RedisAdapter implements AutoCloseable {

    private static final List<Script> SCRIPTS = List.of(
            ThrottleScripts.ADMIT,
            ThrottleScripts.HOLD,
            ThrottleScripts.LET_GO,
            ThrottleScripts.GIVE_BACK,
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
    private final Measurements measurements;
    private final LongSupplier clock;
    private final RedisLink link;
    private final RedisWriter writer;
    private volatile BooleanSupplier listening = () -> true;
    private volatile @Nullable Handover handover;

    /**
     * Starts.
     *
     * @param clock the present in microseconds, or 0 for Redis's own clock
     */
    RedisAdapter(RedisConfig config, Measurements measurements, LongSupplier clock) {
        this(new RedisLink(new RedisNodes(config), SCRIPTS, measurements), measurements, clock);
    }

    private RedisAdapter(RedisLink link, Measurements measurements, LongSupplier clock) {
        this.measurements = measurements;
        this.clock = clock;
        this.link = link;
        writer = new RedisWriter(link);
        measurements.gauge("fleet.queue.depth", writer::waiting, "queue", "redis");
        measurements.gauge("fleet.redis.up", () -> link.isUp() ? 1 : 0);
    }

    /**
     * Connects to Redis, and keeps to it whatever becomes of it later.
     *
     * @throws IllegalStateException with a line for the operator when Redis could not serve a fleet now; nothing is left
     *     running
     */
    public static RedisAdapter connect(RedisConfig config, Measurements measurements) {
        List<String> findings = examine(config);
        // A cluster goes on without some of its nodes, and so does whoever starts meanwhile.
        if (findings.size() == config.nodes().size()) {
            throw new IllegalStateException("Redis " + String.join("; ", findings));
        }
        return new RedisAdapter(config, measurements, () -> 0);
    }

    /**
     * Does the same by somebody else's client, which stays theirs.
     *
     * @param client of a single Redis; must allow at least four connections at once, one of which listens for as long as the
     *     adapter is open
     * @throws IllegalStateException with a line for the operator when Redis could not serve a fleet now; nothing is left
     *     running
     */
    public static RedisAdapter connect(RedisClient client, Measurements measurements) {
        List<String> findings = Examination.of(client);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Redis " + String.join("; ", findings));
        }
        return new RedisAdapter(new RedisLink(new RedisNodes(client), SCRIPTS, measurements), measurements, () -> 0);
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
     * A throttle over all instances. To be called once, after {@link #broadcast}, without which instances could not ask
     * each other for drivers and would ask Redis for each fix.
     *
     * @param local this instance's own, made for the same interval
     * @param interval one fix per driver and interval; zero admits everything
     */
    public LocationThrottle throttle(LocationThrottle local, Duration interval) {
        if (interval.isZero()) {
            return local;
        }
        var throttle = new RedisLocationThrottle(link, writer, handover, local, Gcra.of(interval), clock);
        parts.push(throttle);
        return throttle;
    }

    /**
     * The sessions of all instances. To be called once.
     *
     * @param local this instance's own
     */
    public Sessions sessions(Sessions local) {
        var sessions = new RedisSessions(link, local, clock);
        measurements.gauge("fleet.leases", sessions::leases);
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
        var broadcast = new RedisFleetBroadcast(link, writer, local, measurements);
        listening = broadcast::isConnected;
        handover = broadcast.handover();
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
