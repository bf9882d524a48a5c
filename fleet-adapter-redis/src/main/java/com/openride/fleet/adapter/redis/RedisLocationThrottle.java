package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * {@link Gcra} in Redis, by Redis's clock, so that all instances count together. While Redis is away a local throttle
 * decides, which has been shown every admission before.
 */
final class RedisLocationThrottle implements LocationThrottle {

    /** Keeps when the next fix is due, and when it was due before the last admission, as {@code due:before}. */
    static final Script ADMIT = Script.of("""
            local interval, tolerance = tonumber(ARGV[2]), tonumber(ARGV[3])
            local state = redis.call('GET', KEYS[1])
            local due = state and tonumber(string.match(state, '^%d+')) or 0
            if now < due - tolerance then
              return {0, due - tolerance - now}
            end
            local following = math.max(due, now) + interval
            redis.call('SET', KEYS[1], string.format('%.0f:%.0f', following, due),
                'PX', math.ceil((following - now) / 1000))
            return {1, following}
            """);

    static final Script GIVE_BACK = Script.of("""
            local state = redis.call('GET', KEYS[1])
            if not state then
              return 0
            end
            local due, before = string.match(state, '^(%d+):(%d+)$')
            if due ~= ARGV[2] then
              return 0
            end
            local left = tonumber(before) - now
            if left <= 0 then
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], before .. ':0', 'PX', math.ceil(left / 1000))
            end
            return 1
            """);

    private static final int MOST_ATTEMPTS = 2;
    private static final int MICROS = 1_000_000;

    private final RedisLink link;
    private final RedisWriter writer;
    private final LocationThrottle local;
    private final Gcra rule;
    private final LongSupplier clock;

    /**
     * Throttles.
     *
     * @param local decides while Redis is away; made for the same interval
     * @param rule how fixes are admitted
     * @param clock the present in microseconds, or 0 for Redis's own clock
     */
    RedisLocationThrottle(RedisLink link, RedisWriter writer, LocationThrottle local, Gcra rule, LongSupplier clock) {
        this.link = link;
        this.writer = writer;
        this.local = local;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Decision> tryAdmit(DriverId driver, Instant now) {
        return ask(driver, now, MOST_ATTEMPTS);
    }

    /** Asks until there is an answer or Redis counts as away: one late answer must not let a second fix in. */
    private CompletionStage<Decision> ask(DriverId driver, Instant now, int attempts) {
        var call = new ScriptCall(
                ADMIT, Keys.throttle(driver), List.of(present(), micros(rule.interval()), micros(rule.tolerance())));
        if (attempts == 0 || !link.isUp() || !writer.offer(call)) {
            return local.tryAdmit(driver, now);
        }
        return call.answer()
                .handle((answer, failure) ->
                        failure == null ? shown(driver, now, decision(answer)) : ask(driver, now, attempts - 1))
                .thenCompose(Function.identity());
    }

    @Override
    public void giveBack(DriverId driver, Admitted grant) {
        local.giveBack(driver, grant);
        if (link.isUp()) {
            writer.offer(new ScriptCall(
                    GIVE_BACK, Keys.throttle(driver), List.of(present(), Long.toString(micros(grant.due())))));
        }
    }

    /** Lets the local throttle know, so that an outage does not begin with a second fix. */
    private CompletionStage<Decision> shown(DriverId driver, Instant now, Decision decision) {
        if (decision instanceof Admitted) {
            local.tryAdmit(driver, now);
        }
        return CompletableFuture.completedStage(decision);
    }

    private static Decision decision(Object answer) {
        List<?> parts = (List<?>) answer;
        long micros = (Long) parts.get(1);
        return (Long) parts.get(0) == 1
                ? new Admitted(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                : new Gcra.Refused(Duration.of(micros, ChronoUnit.MICROS));
    }

    private String present() {
        return Long.toString(clock.getAsLong());
    }

    private static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1000);
    }

    private static long micros(Instant time) {
        return Math.addExact(time.getEpochSecond() * MICROS, time.getNano() / 1000);
    }
}
