package com.openride.fleet.bootstrap.load;

import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One load from the first connection to the last: everybody comes, the drivers send by the clock, everybody leaves. To be
 * used by one thread, but for {@link #stop}.
 */
final class Load implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_REQUESTS_AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    /** A command that is told to stop has five seconds in all. */
    private static final Duration LAST_WHEN_STOPPED = Duration.ofSeconds(1);

    private static final long SECOND = 1_000_000_000;
    private static final long GLANCE = 20_000_000;

    private final LoadPlan plan;
    private final LoadTally tally;
    private final Timetable timetable;
    private final List<SocketClients> sockets;
    private final List<RestClient> rests;
    private final List<Group> groups;
    private volatile boolean stopped;

    /**
     * A load that is still to be put on.
     *
     * @param server whose tokens are used
     * @param urls the instances, at least one; whoever follows a driver is on the instance after the driver's
     */
    Load(FleetUnderTest server, List<URI> urls, LoadPlan plan, LoadTally tally) {
        this.plan = plan;
        this.tally = tally;
        timetable = new Timetable(plan);
        sockets = urls.stream().map(url -> SocketClients.to(url, THREADS)).toList();
        var service = UUID.randomUUID();
        rests = urls.stream()
                .map(url -> new RestClient(url, () -> server.token(Role.SERVICE, service)))
                .toList();
        groups = IntStream.range(0, plan.drivers())
                .mapToObj(number -> group(server, number))
                .toList();
    }

    private Group group(FleetUnderTest server, int number) {
        UUID driver = UUID.randomUUID();
        UUID rider = UUID.randomUUID();
        // The trip is one rider's; operators may follow any, so they make up a crowd.
        List<SocketClient> watchers = Stream.concat(
                        Stream.of(client(server, number + 1, Role.RIDER, rider)),
                        Stream.generate(() -> client(server, number + 1, Role.ADMIN, UUID.randomUUID())))
                .limit(plan.watchers())
                .toList();
        var sender = new Sender(driver, number, client(server, number, Role.DRIVER, driver), tally);
        return new Group(sender, rider, watchers, timetable, tally);
    }

    private SocketClient client(FleetUnderTest server, int number, Role role, UUID subject) {
        return sockets.get(number % sockets.size()).client(() -> server.token(role, subject));
    }

    /** Ends early what is under way. Safe for use by many threads. */
    void stop() {
        stopped = true;
    }

    /**
     * Lets everybody connect, and follow if anything is to be sent; what fails is counted. Blocks.
     *
     * @param each is run about every second
     */
    void arrive(Runnable each) {
        var coming = new ArrayList<CompletionStage<Boolean>>();
        long begun = System.nanoTime();
        long told = begun;
        for (int place = 0; place <= plan.watchers(); place++) {
            for (Group group : groups) {
                told = waitUntil(begun + coming.size() * SECOND / plan.arrivals(), told, each);
                coming.add(group.connect(place));
            }
        }
        join(coming);
        if (plan.fixes() > 0 && plan.watchers() > 0) {
            depart();
        }
    }

    private void depart() {
        var under = new ArrayList<CompletionStage<Boolean>>();
        var places = new Semaphore(MOST_REQUESTS_AT_ONCE);
        for (int n = 0; n < groups.size() && !stopped; n++) {
            RestClient rest = plan.plain() ? null : rests.get(n % rests.size());
            take(places);
            under.add(groups.get(n).depart(rest).whenComplete((done, failure) -> places.release()));
        }
        join(under);
    }

    /**
     * Sends every fix when it is due, or holds the connections for as long. Blocks.
     *
     * @param each is run about every second
     */
    void run(Runnable each) {
        timetable.begin();
        long told = System.nanoTime();
        for (long fix = 0; fix < plan.fixes() && !stopped; fix++) {
            told = waitUntil(timetable.due(fix), told, each);
            Group group = groups.get(plan.driver(fix));
            if (group.isReady() || plan.watchers() == 0) {
                group.sender().send(fix, plan, timetable);
            }
        }
        waitUntil(timetable.end(), told, each);
    }

    /** Waits for the last answers and counts what has not come. Blocks. */
    void conclude() {
        Duration most = stopped ? LAST_WHEN_STOPPED : LAST_ANSWERS;
        waitFor(most, () -> groups.stream().allMatch(Group::isUpToDate) && tally.isAnswered());
        groups.forEach(Group::conclude);
    }

    private void abandon() {
        var leaving = new ArrayList<CompletionStage<Boolean>>();
        var places = new Semaphore(MOST_REQUESTS_AT_ONCE);
        for (int n = 0; n < groups.size(); n++) {
            take(places);
            RestClient rest = rests.get(n % rests.size());
            leaving.add(groups.get(n).abandon(rest).whenComplete((done, failure) -> places.release()));
        }
        join(leaving);
    }

    /** Calls the trips off and leaves. */
    @Override
    public void close() {
        if (!plan.plain() && plan.fixes() > 0) {
            abandon();
        }
        groups.forEach(Group::close);
        sockets.forEach(SocketClients::close);
    }

    private void take(Semaphore places) {
        try {
            if (!places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service has not answered for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void join(List<CompletionStage<Boolean>> stages) {
        CompletableFuture.allOf(stages.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Waits, tells now and then, and says when it is to tell next. */
    private long waitUntil(long nanos, long told, Runnable each) {
        long next = told;
        for (long now = System.nanoTime(); now - nanos < 0 && !stopped; now = System.nanoTime()) {
            if (now - next >= 0) {
                each.run();
                next += SECOND;
            }
            LockSupport.parkNanos(Math.min(Math.min(nanos, next) - now, GLANCE));
        }
        return next;
    }

    private static void waitFor(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
        }
    }
}
