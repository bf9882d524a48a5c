package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Drivers' sessions as leases in Redis, one sorted set for each driver with the end of each lease as score, all by
 * Redis's clock. A lease that its instance does not renew ends by itself. While Redis is away each instance counts its
 * own; once it is back the next renewal restores every lease, also in a Redis that has forgotten everything.
 */
final class RedisSessions implements Sessions {

    static final Duration LEASE = Duration.ofSeconds(25);
    static final Duration RENEWAL = Duration.ofSeconds(8);

    static final Script OPEN = Script.of("""
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
              return 0
            end
            redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[2])
            redis.call('PEXPIRE', KEYS[1], math.ceil(tonumber(ARGV[3]) / 1000))
            return 1
            """);

    static final Script RENEW = Script.of("""
            redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[2])
            redis.call('PEXPIRE', KEYS[1], math.ceil(tonumber(ARGV[3]) / 1000))
            return 1
            """);

    static final Script CLOSE = Script.of("""
            redis.call('ZREM', KEYS[1], ARGV[2])
            return redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
            """);

    static final Script COUNT = Script.of("""
            return redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
            """);

    private static final String LEASE_MICROS = Long.toString(LEASE.toNanos() / 1000);
    private static final int MOST_TOGETHER = 500;

    private final Map<SessionId, DriverId> held = new ConcurrentHashMap<>();
    private final RedisLink link;
    private final Sessions local;
    private final LongSupplier clock;

    /**
     * Keeps sessions.
     *
     * @param local the sessions of this instance
     * @param clock the present in microseconds, or 0 for Redis's own clock
     */
    RedisSessions(RedisLink link, Sessions local, LongSupplier clock) {
        this.link = link;
        this.local = local;
        this.clock = clock;
    }

    @Override
    public void open(Session session) {
        local.open(session);
    }

    @Override
    public boolean tryOpen(Session session, ConnectionAllowance allowance) {
        if (!local.tryOpen(session, allowance)) {
            return false;
        }
        DriverId driver = new DriverId(session.principal().subject());
        if (!isAdmitted(driver, session.id(), allowance)) {
            local.close(session);
            return false;
        }
        held.put(session.id(), driver);
        return true;
    }

    @Override
    public void close(Session session) {
        local.close(session);
        DriverId driver = held.remove(session.id());
        if (driver == null) {
            return;
        }
        try {
            ScriptCall.now(
                    link,
                    CLOSE,
                    Keys.sessions(driver),
                    List.of(present(), session.id().toString()));
        } catch (FleetException away) {
            // The lease ends by itself, since nobody renews it.
        }
    }

    @Override
    public int connections(DriverId driver) {
        try {
            return number(ScriptCall.now(link, COUNT, Keys.sessions(driver), List.of(present())));
        } catch (FleetException away) {
            return local.connections(driver);
        }
    }

    @Override
    public int here() {
        return local.here();
    }

    /** Renews the leases of all sessions of this instance. Blocks. */
    void renew() {
        List<Lease> together = new ArrayList<>(MOST_TOGETHER);
        held.forEach((session, driver) -> {
            together.add(new Lease(session, driver));
            if (together.size() == MOST_TOGETHER) {
                renew(together);
                together.clear();
            }
        });
        renew(together);
    }

    private void renew(List<Lease> leases) {
        link.run(leases.stream()
                .map(lease -> lease.call(RENEW, present(), LEASE_MICROS))
                .toList());
        // One that was closed meanwhile may have been renewed after its end.
        link.run(leases.stream()
                .filter(lease -> !held.containsKey(lease.session))
                .map(lease -> lease.call(CLOSE, present()))
                .toList());
    }

    private record Lease(SessionId session, DriverId driver) {

        ScriptCall call(Script script, String present, String... more) {
            List<String> arguments = new ArrayList<>(List.of(present, session.toString()));
            arguments.addAll(List.of(more));
            return new ScriptCall(script, Keys.sessions(driver), arguments);
        }
    }

    private boolean isAdmitted(DriverId driver, SessionId session, ConnectionAllowance allowance) {
        try {
            var arguments = List.of(present(), session.toString(), LEASE_MICROS, Integer.toString(allowance.most()));
            return number(ScriptCall.now(link, OPEN, Keys.sessions(driver), arguments)) == 1;
        } catch (FleetException away) {
            return true;
        }
    }

    private String present() {
        return Long.toString(clock.getAsLong());
    }

    private static int number(Object answer) {
        return ((Long) answer).intValue();
    }
}
