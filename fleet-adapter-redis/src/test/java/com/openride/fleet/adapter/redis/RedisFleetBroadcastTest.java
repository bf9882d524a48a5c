package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.FleetBroadcastContract;
import com.openride.fleet.application.contract.Race;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisFleetBroadcastTest implements FleetBroadcastContract {

    private static Fleet fleet;

    private List<RedisAdapter> instances;
    private List<RedisFleetBroadcast> broadcasts;

    @BeforeAll
    static void start() throws IOException {
        fleet = new Fleet();
    }

    @AfterAll
    static void stop() throws IOException {
        fleet.close();
    }

    @BeforeEach
    void connect() {
        instances = Stream.generate(fleet::instance).limit(2).toList();
        broadcasts = instances.stream()
                .map(instance -> (RedisFleetBroadcast) instance.broadcast(new InMemoryFleetBroadcast()))
                .toList();
        soon().until(() -> broadcasts.stream().allMatch(RedisFleetBroadcast::isConnected));
    }

    @AfterEach
    void disconnect() {
        instances.forEach(RedisAdapter::close);
    }

    @Override
    public FleetBroadcast broadcast() {
        return broadcasts.get(0);
    }

    @Override
    public FleetBroadcast elsewhere() {
        return broadcasts.get(1);
    }

    /** A connection keeps the order, so what comes last has everything before it. */
    @Override
    public void settle() {
        DriverId last = anyDriver();
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        List<Registration> registrations = broadcasts.stream()
                .map(each -> each.listen(new DriverTopic(last), heard::add))
                .toList();
        awaitSettled();
        broadcasts.forEach(each -> each.publish(move(last)));
        soon().until(() -> heard.size() == 4);
        registrations.forEach(Registration::close);
        awaitSettled();
    }

    @Test
    void an_instance_hears_only_what_its_own_watch() {
        FleetEvent watched = move(anyDriver());
        elsewhere().listen(watched.topic(), event -> {});
        settle();
        long before = received();

        for (int other = 0; other < 100; other++) {
            broadcast().publish(move(anyDriver()));
        }
        broadcast().publish(watched);
        settle();

        // Two more for each instance's own marker in settle().
        assertThat(received() - before).isEqualTo(1 + 2);
        assertThat(fleet.redis().execute("PUBSUB", "NUMSUB", channel(watched)))
                .isEqualTo("[" + channel(watched) + ", 1]");
    }

    @Test
    void a_channel_is_left_with_its_last_watcher_and_the_control_channel_never() {
        DriverId driver = anyDriver();
        Registration first = broadcast().listen(new DriverTopic(driver), event -> {});
        Registration second = broadcast().listen(new DriverTopic(driver), event -> {});
        settle();
        first.close();
        settle();
        assertThat(drivers()).containsExactly(channel(move(driver)));

        second.close();
        settle();

        await().untilAsserted(() -> assertThat(drivers()).isEmpty());
    }

    @Test
    void many_threads_that_come_and_go_neither_break_the_connection_nor_leave_a_channel_behind() {
        List<DriverId> drivers = Stream.generate(() -> anyDriver()).limit(50).toList();

        Race.of(8, caller -> {
            for (int round = 0; round < 500; round++) {
                broadcast()
                        .listen(new DriverTopic(drivers.get((caller + round) % 50)), event -> {})
                        .close();
            }
            return caller;
        });
        settle();

        await().untilAsserted(() -> assertThat(drivers()).isEmpty());
        assertThat(fleet.redis().execute("INFO", "stats")).contains("unexpected_error_replies:0");
    }

    @Test
    void a_watcher_who_comes_back_at_once_costs_no_other_watcher_the_connection() {
        var other = new NotingListener();
        broadcast().listen(new DriverTopic(anyDriver()), other);
        var topic = new DriverTopic(anyDriver());
        Registration watcher = broadcast().listen(topic, event -> {});
        settle();
        other.gaps.clear();

        for (int round = 0; round < 1000; round++) {
            watcher.close();
            LockSupport.parkNanos(round * 300L);
            watcher = broadcast().listen(topic, event -> {});
            LockSupport.parkNanos(round * 300L);
        }
        settle();

        assertThat(other.gaps).isEmpty();
    }

    @Test
    void foreign_messages_are_dropped_and_counted_and_hinder_nobody() { // INF-01
        DriverId driver = anyDriver();
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        broadcast().listen(new DriverTopic(driver), heard::add);
        settle();
        String channel = channel(move(driver));
        String other = new EventJson(new UUID(0, 1)).write(move(anyDriver()));

        List<String> foreign = List.of(
                "{\"latitude\":\"x\"}", "", "null", "[1]", "\u00ac\u00ed\u0000\u0005sr", "{".repeat(50_000), other);
        long before = dropped();
        foreign.forEach(message -> fleet.redis().execute("PUBLISH", channel, message));
        FleetEvent genuine = move(driver);
        elsewhere().publish(genuine);
        settle();

        assertThat(heard).containsExactly(genuine);
        assertThat(dropped() - before).isEqualTo(foreign.size());
    }

    @Test
    void word_that_cannot_be_understood_lets_watchers_read_what_is_kept() {
        DriverId driver = anyDriver();
        var ear = new NotingListener();
        broadcast().listen(new DriverTopic(driver), ear);
        settle();
        String newer = new EventJson(new UUID(0, 1)).write(move(driver)).replace("\"v\":1", "\"v\":2");

        fleet.redis().execute("PUBLISH", channel(move(driver)), newer);

        await().atMost(5, TimeUnit.SECONDS).until(() -> ear.gaps.size() == 1);
        assertThat(ear.heard).isEmpty();
    }

    private void awaitSettled() {
        soon().until(() -> broadcasts.stream().allMatch(RedisFleetBroadcast::isSettled));
    }

    static ConditionFactory soon() {
        return await().atMost(10, TimeUnit.SECONDS).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    static FleetEvent move(DriverId driver) {
        return new DriverMoved(inIkeja(driver, NOON), DriverStatus.ONLINE);
    }

    private static String channel(FleetEvent event) {
        return Channels.of(fleet.config()).of(event.topic());
    }

    /** The drivers' channels to which anybody listens. */
    private static List<String> drivers() {
        String all = fleet.redis().execute("PUBSUB", "CHANNELS", "fleet:v1:driver:*");
        return Stream.of(all.substring(1, all.length() - 1).split(", ", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static long received() {
        return fleet.measurements.count("fleet.redis.messages{outcome=received}");
    }

    private static long dropped() {
        return fleet.measurements.count("fleet.redis.messages{outcome=dropped}");
    }
}
