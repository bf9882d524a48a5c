package com.openride.fleet.adapter.redis;

import static com.openride.fleet.adapter.redis.RedisTime.instant;
import static com.openride.fleet.adapter.redis.RedisTime.micros;

import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Gcra} by Redis's clock, so that all instances count together. The instance that alone deals with a driver
 * decides without asking Redis; as soon as another one deals with the driver too, it asks the first to let go, and both
 * go by Redis. While Redis is away a local throttle decides, which has been shown every admission before.
 */
final class RedisLocationThrottle implements LocationThrottle, AutoCloseable {

    private static final Duration LEASE = Duration.ofSeconds(30);
    /** For how long both ask Redis after a driver has changed hands. */
    private static final Duration CALM = Duration.ofSeconds(60);
    /** Longer than an instance can believe to hear the others when it does not. */
    private static final Duration LONGEST_HANDOVER = Duration.ofSeconds(3);

    /** How long an instance that lives may be deaf: its connection was cut, and it connects again. */
    private static final Duration LONGEST_DEAFNESS = Duration.ofMillis(300);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_ATTEMPTS = 2;

    private final RedisLink link;
    private final RedisWriter writer;
    private final LocationThrottle local;
    private final @Nullable Handover handover;
    private final Gcra rule;
    private final RedisTime time;
    private final Ownership ownership;

    /**
     * Throttles.
     *
     * @param handover how instances ask each other for drivers; null to ask Redis each time
     * @param local decides while Redis is away; made for the same interval
     * @param rule how fixes are admitted
     * @param clock the present in microseconds, or 0 for Redis's own clock
     */
    RedisLocationThrottle(
            RedisLink link,
            RedisWriter writer,
            @Nullable Handover handover,
            LocationThrottle local,
            Gcra rule,
            LongSupplier clock) {
        this.link = link;
        this.writer = writer;
        this.handover = handover;
        this.local = local;
        this.rule = rule;
        this.time = new RedisTime(clock);
        this.ownership = new Ownership(rule);
        if (handover != null) {
            handover.whenAsked(this::letGo);
        }
    }

    @Override
    public CompletionStage<Decision> tryAdmit(DriverId driver, Instant now) {
        Decision alone = link.isUp() ? ownership.decide(driver, time.here(), hearing()) : null;
        if (alone == null) {
            return ask(new Question(driver, now, MOST_ATTEMPTS, System.nanoTime(), System.nanoTime(), false));
        }
        Ownership.Held ending = ownership.renewal(driver, time.here(), LEASE);
        if (ending != null) {
            renew(driver, ending);
        }
        return shown(driver, now, alone);
    }

    @Override
    public void giveBack(DriverId driver, Admitted grant) {
        local.giveBack(driver, grant);
        ownership.giveBack(driver, grant);
        if (link.isUp()) {
            writer.offer(script(ThrottleScripts.GIVE_BACK, driver, text(grant.due())));
        }
    }

    /** Tells Redis all that was admitted without it. */
    @Override
    public void close() {
        ownership.letGoOfAll((driver, held) -> writer.offer(letGo(driver, held, Duration.ZERO)));
    }

    /**
     * One fix that Redis is to decide on.
     *
     * @param attempts how often it may still be asked in vain
     * @param since when it was first asked
     * @param heardAt when it was first asked, or last heard by another owner
     * @param force whether to pass over another owner
     */
    private record Question(DriverId driver, Instant now, int attempts, long since, long heardAt, boolean force) {

        Question again() {
            return new Question(driver, now, attempts - 1, since, heardAt, force);
        }

        Question heard() {
            return new Question(driver, now, attempts, since, System.nanoTime(), force);
        }

        Question forced() {
            return new Question(driver, now, attempts, since, heardAt, true);
        }

        /** Whether the owner is dead, or as good as dead. */
        boolean isInVain() {
            return age(heardAt).compareTo(LONGEST_DEAFNESS) > 0 || age(since).compareTo(LONGEST_HANDOVER) > 0;
        }

        private static Duration age(long from) {
            return Duration.ofNanos(System.nanoTime() - from);
        }
    }

    /**
     * When a question was asked.
     *
     * @param number of the question
     * @param hearing which time of hearing the others
     * @param at by this instance's own clock, before Redis could know of it
     * @param known what this instance knew to be due
     */
    private record Asked(long number, long hearing, long at, Instant known) {}

    /** Asks until there is an answer or Redis counts as away: one late answer must not let a second fix in. */
    private CompletionStage<Decision> ask(Question question) {
        Asked asked = asking(question.driver);
        var call = script(
                ThrottleScripts.ADMIT,
                question.driver,
                text(rule.interval()),
                text(rule.tolerance()),
                handover == null ? "" : handover.self(),
                asked.hearing == 0 ? "0" : text(LEASE),
                text(asked.known),
                question.force ? "1" : "0");
        if (question.attempts == 0 || !link.isUp() || !writer.offer(call)) {
            return decideAlone(question);
        }
        return call.answer()
                .handle((answer, failure) ->
                        failure == null ? decided(question, (List<?>) answer, asked) : ask(question.again()))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Decision> decided(Question question, List<?> answer, Asked asked) {
        return switch (((Long) answer.get(0)).intValue()) {
            case 0 -> CompletableFuture.completedStage(new Gcra.Refused(Duration.ofNanos(1000 * number(answer, 1))));
            case 1 -> admitted(question, answer, asked);
            default -> waitFor(question, String.valueOf(answer.get(1)));
        };
    }

    private CompletionStage<Decision> admitted(Question question, List<?> answer, Asked asked) {
        long here = time.here();
        long ends = number(answer, 3) == 0 ? 0 : asked.at + micros(LEASE);
        var lease = new Ownership.Lease(ends, number(answer, 4) - here, asked.hearing, false);
        Instant due = instant(number(answer, 1));
        var held = new Ownership.Held(due, instant(number(answer, 2)), lease, 0);
        Decision decision = ownership.granted(question.driver, asked.number, asked.known, held, here);
        return shown(question.driver, question.now, decision);
    }

    /** Redis is away; it is told what was admitted when it is next asked. */
    private CompletionStage<Decision> decideAlone(Question question) {
        return local.tryAdmit(question.driver, question.now).thenApply(decision -> {
            if (decision instanceof Admitted admitted) {
                Duration wait = Duration.between(question.now, admitted.due());
                ownership.admittedMeanwhile(question.driver, time.here(), wait);
            }
            return decision;
        });
    }

    /** Another instance decides for the driver: has it let go, and asks again. */
    private CompletionStage<Decision> waitFor(Question question, String owner) {
        if (handover == null) {
            return ask(question.forced());
        }
        var next = new CompletableFuture<Question>();
        handover.ask(owner, question.driver, reached -> next.complete(reached == 0 ? question : question.heard()));
        return next.thenComposeAsync(asked -> ask(asked.isInVain() ? asked.forced() : asked), later(pause(question)));
    }

    private static Duration pause(Question question) {
        Duration waited = Question.age(question.since);
        Duration atLeast = waited.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : waited;
        return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
    }

    private static Executor later(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Asked asking(DriverId driver) {
        return new Asked(ownership.question(), hearing(), time.here(), ownership.known(driver));
    }

    private void renew(DriverId driver, Ownership.Held held) {
        Asked asked = asking(driver);
        var call = script(ThrottleScripts.HOLD, driver, self(), text(held.due()), text(held.before()), text(LEASE));
        call.answer().whenComplete((answer, failure) -> {
            long now = failure == null ? (Long) answer : 0;
            if (now == 0) {
                ownership.notRenewed(driver, asked.number);
            } else {
                long ends = asked.at + micros(LEASE);
                ownership.renewed(driver, asked.number, ends, now - time.here(), now - asked.at);
            }
        });
        if (!writer.offer(call)) {
            call.fail();
        }
    }

    private void letGo(DriverId driver) {
        ownership.letGo(driver, held -> writer.offer(letGo(driver, held, CALM)));
    }

    private ScriptCall letGo(DriverId driver, Ownership.Held held, Duration calm) {
        return script(ThrottleScripts.LET_GO, driver, self(), text(held.due()), text(held.before()), text(calm));
    }

    /** Lets the local throttle know, so that an outage does not begin with a second fix. */
    private CompletionStage<Decision> shown(DriverId driver, Instant now, Decision decision) {
        if (decision instanceof Admitted) {
            local.tryAdmit(driver, now);
        }
        return CompletableFuture.completedStage(decision);
    }

    private ScriptCall script(Script script, DriverId driver, String... more) {
        List<String> arguments = new ArrayList<>(List.of(time.forScripts()));
        arguments.addAll(List.of(more));
        return new ScriptCall(script, Keys.throttle(driver), arguments);
    }

    private long hearing() {
        return handover == null ? 0 : handover.hearing();
    }

    private String self() {
        return handover == null ? "" : handover.self();
    }

    private static String text(Instant time) {
        return Long.toString(micros(time));
    }

    private static String text(Duration time) {
        return Long.toString(micros(time));
    }

    private static long number(List<?> answer, int index) {
        return (Long) answer.get(index);
    }
}
