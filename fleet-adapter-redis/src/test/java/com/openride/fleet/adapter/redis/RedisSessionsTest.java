package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Race;
import com.openride.fleet.application.contract.SessionsContract;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisSessionsTest implements SessionsContract {

    private static RedisServer redis;

    private final TestClock clock = new TestClock();
    private List<RedisLink> links;
    private List<RedisSessions> instances;

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    @BeforeEach
    void connect() {
        redis.execute("FLUSHALL");
        var config = new RedisConfig(List.of(redis.node()), false, null, null, 0, 50);
        links = Stream.generate(() -> new RedisLink(new RedisNodes(config), List.of(), new TestMeasurements()))
                .limit(3)
                .toList();
        instances = links.stream()
                .map(link -> new RedisSessions(link, new InMemorySessions(), clock::micros))
                .toList();
    }

    @AfterEach
    void disconnect() {
        links.forEach(RedisLink::close);
    }

    @Override
    public Sessions sessions() {
        return instances.get(0);
    }

    @Override
    public Sessions elsewhere() {
        return instances.get(1);
    }

    @Override
    public void elapse(Duration time) {
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(RedisSessions.RENEWAL)) {
            clock.elapse(RedisSessions.RENEWAL);
            instances.forEach(RedisSessions::renew);
        }
    }

    @Test
    void of_64_callers_on_3_instances_exactly_three_are_let_in() {
        for (int round = 0; round < 50; round++) {
            DriverId driver = anyDriver();

            List<Boolean> wins = Race.of(64, caller -> instances.get(caller % 3).tryOpen(session(driver), THREE));

            assertThat(wins).filteredOn(Boolean::booleanValue).hasSize(3);
        }
    }

    @Test
    void the_sessions_of_a_dead_instance_are_gone_within_30_seconds() {
        DriverId driver = anyDriver();
        for (int connection = 0; connection < 3; connection++) {
            assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        }

        clock.elapse(Duration.ofSeconds(24));
        assertThat(sessions().tryOpen(session(driver), THREE)).isFalse();
        clock.elapse(Duration.ofSeconds(2));

        assertThat(sessions().connections(driver)).isZero();
        assertThat(sessions().tryOpen(session(driver), THREE)).isTrue();
    }

    @Test
    void the_drivers_of_a_dead_instance_depart_after_the_grace_and_another_instance_sees_to_it() {
        DriverId driver = anyDriver();
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        List<DriverId> departed = new ArrayList<>();

        clock.elapse(RedisSessions.LEASE.plus(GRACE).minusSeconds(1));
        sessions().eachDeparted(GRACE, departed::add);
        assertThat(departed).isEmpty();
        clock.elapse(Duration.ofSeconds(1));
        sessions().eachDeparted(GRACE, departed::add);

        assertThat(departed).containsExactly(driver);
    }

    @Test
    void a_driver_who_left_before_redis_forgot_everything_departs_all_the_same() {
        DriverId gone = anyDriver();
        DriverId back = anyDriver();
        for (DriverId driver : List.of(gone, back)) {
            var session = session(driver);
            assertThat(sessions().tryOpen(session, THREE)).isTrue();
            sessions().close(session);
        }
        assertThat(elsewhere().tryOpen(session(back), THREE)).isTrue();
        redis.execute("FLUSHALL");
        instances.forEach(RedisSessions::restore);

        elapse(GRACE);

        List<DriverId> departed = new ArrayList<>();
        elsewhere().eachDeparted(GRACE, departed::add);
        assertThat(departed).containsExactly(gone);
    }

    @Test
    void nobody_departs_while_it_cannot_be_known_who_is_connected_elsewhere() {
        DriverId driver = anyDriver();
        var session = session(driver);
        sessions().tryOpen(session, THREE);
        sessions().close(session);
        elapse(GRACE);
        links.get(0).close();
        List<DriverId> departed = new ArrayList<>();
        await().atMost(5, TimeUnit.SECONDS)
                .until(() -> departs(departed) == 0 && !links.get(0).isUp());

        sessions().eachDeparted(GRACE, departed::add);

        assertThat(departed).isEmpty();
    }

    private int departs(List<DriverId> departed) {
        sessions().eachDeparted(Duration.ofDays(1), departed::add);
        return departed.size();
    }

    @Test
    void every_lease_is_there_again_after_redis_has_forgotten_everything() {
        DriverId driver = anyDriver();
        assertThat(sessions().tryOpen(session(driver), THREE)).isTrue();
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        redis.execute("FLUSHALL");
        assertThat(sessions().connections(driver)).isZero();

        instances.forEach(RedisSessions::renew);

        assertThat(sessions().connections(driver)).isEqualTo(2);
    }

    @Test
    void a_session_that_closes_during_its_renewal_is_gone_all_the_same() {
        Race.of(6, caller -> {
            for (int round = 0; round < 500; round++) {
                comeOrRenew(caller);
            }
            return caller;
        });

        assertThat(redis.execute("KEYS", "fleet:v1:sessions:*")).isEqualTo("[]");
    }

    private void comeOrRenew(int caller) {
        if (caller == 0) {
            instances.get(0).renew();
        } else {
            var session = session(anyDriver());
            sessions().tryOpen(session, THREE);
            sessions().close(session);
        }
    }

    @Test
    void without_redis_each_instance_counts_its_own_and_brings_them_with_it_when_redis_is_back() throws IOException {
        try (var own = new RedisServer();
                var link = new RedisLink(
                        new RedisNodes(new RedisConfig(List.of(own.node()), false, null, null, 0, 50)),
                        List.of(),
                        new TestMeasurements())) {
            var alone = new RedisSessions(link, new InMemorySessions(), clock::micros);
            link.whenBack(alone::renew);
            own.stop();
            await().atMost(5, TimeUnit.SECONDS).until(() -> !link.isUp());
            DriverId driver = anyDriver();

            for (int connection = 0; connection < 3; connection++) {
                assertThat(alone.tryOpen(session(driver), THREE)).isTrue();
            }
            assertThat(alone.tryOpen(session(driver), THREE)).isFalse();
            assertThat(alone.connections(driver)).isEqualTo(3);
            own.restart();

            await().atMost(5, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(own.execute("ZCARD", Keys.sessions(driver)))
                            .isEqualTo("3"));
        }
    }
}
