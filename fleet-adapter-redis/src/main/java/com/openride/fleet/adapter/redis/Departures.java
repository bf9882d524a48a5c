package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Until when each driver is connected, over all instances: a sorted set of drivers with the end of their last lease, or of
 * their last connection, as score. So a driver departs by itself when the instance that had them dies, and any other sees
 * to it. Whoever takes a departure holds it for half a minute, after which another may.
 */
final class Departures {

    /** Raises the score of each driver named to the end of a lease from now on. */
    static final Script STAY = Script.of("""
            local ends = string.format('%.0f', now + tonumber(ARGV[2]))
            for i = 3, #ARGV do
              redis.call('ZADD', KEYS[1], 'GT', ends, ARGV[i])
            end
            return 1
            """);

    /** Sets the score to now; with NX only for a driver who is not there. */
    static final Script LEAVE = Script.of("""
            for i = 3, #ARGV do
              if ARGV[2] == 'NX' then
                redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now), ARGV[i])
              else
                redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[i])
              end
            end
            return 1
            """);

    /** Takes drivers whose score is older than the grace, puts it off, and tells both. */
    static final Script TAKE = Script.of("""
            local latest = now - tonumber(ARGV[2])
            local held = string.format('%.0f', latest + tonumber(ARGV[3]))
            local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', latest), 'LIMIT', 0, ARGV[4])
            for i = 1, #due do
              redis.call('ZADD', KEYS[1], 'XX', held, due[i])
            end
            table.insert(due, held)
            return due
            """);

    /** Forgets a driver whose score is still the one told. */
    static final Script SETTLE = Script.of("""
            local score = redis.call('ZSCORE', KEYS[1], ARGV[3])
            if score and string.format('%.0f', tonumber(score)) == ARGV[2] then
              return redis.call('ZREM', KEYS[1], ARGV[3])
            end
            return 0
            """);

    private static final Duration HOLD = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final String MOST_TAKEN = "100";

    private final Map<DriverId, Instant> leftHere = new ConcurrentHashMap<>();
    private final RedisLink link;
    private final LongSupplier clock;

    Departures(RedisLink link, LongSupplier clock) {
        this.link = link;
        this.clock = clock;
    }

    /** Drivers are connected, for the time of a lease. */
    Command stay(Collection<DriverId> drivers) {
        List<String> arguments = new ArrayList<>(List.of(micros(RedisSessions.LEASE)));
        drivers.forEach(driver -> arguments.add(driver.toString()));
        return call(STAY, arguments);
    }

    /** A driver's last connection has closed, as far as is known. */
    void left(DriverId driver) {
        leftHere.put(driver, Instant.now());
        link.run(List.of(call(LEAVE, List.of("", driver.toString()))));
    }

    /** A driver may have left while Redis was away: what it has not heard, or has forgotten, it is told again. */
    void restore() {
        List<String> arguments = new ArrayList<>(List.of("NX"));
        leftHere.keySet().forEach(driver -> arguments.add(driver.toString()));
        link.run(List.of(call(LEAVE, arguments)));
    }

    /** Hands over drivers who have been gone for the time. */
    void each(Duration grace, Consumer<DriverId> work) {
        Instant oldest = Instant.now().minus(REMEMBERED);
        leftHere.values().removeIf(since -> since.isBefore(oldest));
        List<?> taken;
        try {
            taken = (List<?>) ScriptCall.now(
                    link, TAKE, Keys.present(), List.of(present(), micros(grace), micros(HOLD), MOST_TAKEN));
        } catch (FleetException away) {
            return;
        }
        String held = String.valueOf(taken.get(taken.size() - 1));
        taken.subList(0, taken.size() - 1).forEach(driver -> deal(String.valueOf(driver), held, work));
    }

    private void deal(String driver, String held, Consumer<DriverId> work) {
        try {
            work.accept(new DriverId(UUID.fromString(driver)));
        } catch (FleetException later) {
            return;
        }
        link.run(List.of(call(SETTLE, List.of(held, driver))));
    }

    private ScriptCall call(Script script, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(present()));
        arguments.addAll(more);
        return new ScriptCall(script, Keys.present(), arguments);
    }

    private String present() {
        return Long.toString(clock.getAsLong());
    }

    private static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1000);
    }
}
