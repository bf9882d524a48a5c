package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

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
            if not redis.call('ZSCORE', KEYS[1], ARGV[2])
                and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
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
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_TOGETHER = 500;

    private final Map<SessionId, DriverId> held = new ConcurrentHashMap<>();
    private final RedisLink link;
    private final Sessions local;
    private final LongSupplier clock;
    private final Departures departures;

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
        departures = new Departures(link, clock);
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
        boolean admitted = false;
        try {
            admitted = isAdmitted(driver, session.id(), allowance);
        } finally {
            if (!admitted) {
                local.close(session);
            }
        }
        if (admitted) {
            held.put(session.id(), driver);
            link.run(List.of(departures.stay(List.of(driver))));
        }
        return admitted;
    }

    @Override
    public void close(Session session) {
        local.close(session);
        DriverId driver = held.remove(session.id());
        if (driver == null) {
            return;
        }
        close(session.id(), driver);
    }

    private void close(SessionId session, DriverId driver) {
        try {
            var arguments = List.of(present(), session.toString());
            if (number(ScriptCall.now(link, CLOSE, Keys.sessions(driver), arguments)) == 0) {
                departures.left(driver);
            }
        } catch (FleetException away) {
            // The lease ends by itself, since nobody renews it.
            departures.left(driver);
        }
    }

    @Override
    public int connections(DriverId driver) {
        try {
            return everywhere(driver);
        } catch (FleetException away) {
            return local.connections(driver);
        }
    }

    private int everywhere(DriverId driver) {
        return number(ScriptCall.now(link, COUNT, Keys.sessions(driver), List.of(present())));
    }

    @Override
    public void eachDeparted(Duration grace, Consumer<DriverId> work) {
        departures.each(grace, driver -> dealUnlessConnected(driver, work));
    }

    /** Whoever is connected after all will be told of again with the next renewal. */
    private void dealUnlessConnected(DriverId driver, Consumer<DriverId> work) {
        if (everywhere(driver) == 0) {
            work.accept(driver);
        }
    }

    @Override
    public int here() {
        return local.here();
    }

    /** How many connections of drivers this instance holds leases for. */
    int leases() {
        return held.size();
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

    /** Redis is there again, and may have forgotten everything. Blocks. */
    void restore() {
        renew();
        departures.restore();
    }

    private void renew(List<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        link.run(leases.stream()
                .map(lease -> lease.call(RENEW, present(), LEASE_MICROS))
                .toList());
        link.run(List.of(departures.stay(leases.stream().map(Lease::driver).collect(Collectors.toSet()))));
        leases.stream().filter(lease -> !held.containsKey(lease.session)).forEach(this::closeAgain);
    }

    /** One that was closed meanwhile may have been renewed after its end. */
    private void closeAgain(Lease lease) {
        close(lease.session, lease.driver);
    }

    private record Lease(SessionId session, DriverId driver) {

        ScriptCall call(Script script, String present, String... more) {
            List<String> arguments = new ArrayList<>(List.of(present, session.toString()));
            arguments.addAll(List.of(more));
            return new ScriptCall(script, Keys.sessions(driver), arguments);
        }
    }

    /** Asks until there is an answer or Redis counts as away: one late answer must not let a fourth one in. */
    private boolean isAdmitted(DriverId driver, SessionId session, ConnectionAllowance allowance) {
        var arguments = List.of(present(), session.toString(), LEASE_MICROS, Integer.toString(allowance.most()));
        FleetException last = new Refused(FaultCode.UNAVAILABLE, "Redis is away");
        for (int attempt = 0; attempt < MOST_ATTEMPTS && link.isUp(); attempt++) {
            try {
                return number(ScriptCall.now(link, OPEN, Keys.sessions(driver), arguments)) == 1;
            } catch (FleetException away) {
                last = away;
            }
        }
        if (link.isUp()) {
            throw last;
        }
        return true;
    }

    private String present() {
        return Long.toString(clock.getAsLong());
    }

    private static int number(Object answer) {
        return ((Long) answer).intValue();
    }
}
