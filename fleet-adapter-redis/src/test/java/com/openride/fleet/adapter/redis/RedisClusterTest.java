package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static com.openride.fleet.application.contract.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** The same on a cluster of three masters and their replicas. */
class RedisClusterTest extends RedisContracts {

    @SuppressWarnings("NullAway.Init")
    private RedisCluster cluster;

    @Override
    RedisConfig serve() throws IOException {
        cluster = new RedisCluster();
        return cluster.config();
    }

    @Override
    void end() throws IOException {
        cluster.close();
    }

    @Override
    void forget() {
        cluster.masters().forEach(master -> master.execute("FLUSHALL"));
    }

    @Test
    void the_buckets_are_spread_over_all_masters() {
        Channels channels = Channels.of(cluster.config());

        List<RedisServer> masters = Stream.iterate(0, bucket -> bucket < channels.buckets(), bucket -> bucket + 1)
                .map(bucket -> cluster.master(channels.slot(bucket)))
                .distinct()
                .toList();

        assertThat(masters).hasSize(3);
    }

    @Test
    void the_loss_of_a_master_is_survived_by_everything() throws IOException {
        try (var own = new RedisCluster();
                var alone = new Fleet(own.config())) {
            RedisAdapter here = alone.instance();
            RedisAdapter there = alone.instance();
            FleetBroadcast telling = here.broadcast(new InMemoryFleetBroadcast());
            var hearing = (RedisFleetBroadcast) there.broadcast(new InMemoryFleetBroadcast());
            Sessions sessions = there.sessions(new InMemorySessions());
            List<DriverId> drivers =
                    Stream.generate(() -> anyDriver()).limit(30).toList();
            Set<DriverId> heard = ConcurrentHashMap.newKeySet();
            List<DriverId> missed = new CopyOnWriteArrayList<>();
            drivers.forEach(driver -> hearing.listen(new DriverTopic(driver), new Noting(driver, heard, missed)));
            soon().until(hearing::isSettled);
            missed.clear();

            own.master(Channels.of(own.config()).slot(0)).stop();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> here.health().state() == HealthProbe.State.CONNECTED
                            && there.health().state() == HealthProbe.State.CONNECTED
                            && hearing.isSettled()
                            && !missed.isEmpty());
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                drivers.forEach(driver -> telling.publish(new DriverMoved(inIkeja(driver, NOON), DriverStatus.ONLINE)));
                return heard.size() == drivers.size();
            });
            for (DriverId driver : drivers) {
                assertThat(sessions.tryOpen(session(driver), new ConnectionAllowance(1)))
                        .isTrue();
                assertThat(sessions.tryOpen(session(driver), new ConnectionAllowance(1)))
                        .isFalse();
            }
        }
    }

    @Test
    void who_was_deaf_to_the_control_channel_reads_everything_anew() {
        Channels channels = Channels.of(cluster.config());
        RedisServer controlling = cluster.master(channels.slot(0));
        DriverId elsewhere = Stream.generate(() -> anyDriver())
                .filter(driver -> cluster.master(channels.slot(channels.bucket(channels.of(new DriverTopic(driver)))))
                        != controlling)
                .findFirst()
                .orElseThrow();
        List<DriverId> missed = new CopyOnWriteArrayList<>();
        Registration registration = broadcasts
                .get(0)
                .listen(new DriverTopic(elsewhere), new Noting(elsewhere, ConcurrentHashMap.newKeySet(), missed));
        awaitSettled();
        missed.clear();

        controlling.execute("CLIENT", "KILL", "TYPE", "pubsub");

        soon().until(() -> !missed.isEmpty());
        registration.close();
        awaitSettled();
    }

    @Test
    void a_master_that_is_lost_is_noticed_although_the_others_answer() throws IOException {
        try (var own = new RedisCluster();
                var link = new RedisLink(new RedisNodes(own.config()), List.of(), new TestMeasurements())) {
            Channels channels = Channels.of(own.config());
            RedisServer lost = own.master(channels.slot(0));
            String key = Stream.iterate(0, bucket -> bucket + 1)
                    .filter(bucket -> own.master(channels.slot(bucket)) != lost)
                    .map(channels::key)
                    .findFirst()
                    .orElseThrow();
            assertThat(link.isUp()).isTrue();

            lost.stop();

            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !link.isUp() || !link.call(redis -> isAnswered(redis, key)));
        }
    }

    private static boolean isAnswered(UnifiedJedis redis, String key) {
        redis.exists(key);
        return true;
    }

    private record Noting(DriverId driver, Set<DriverId> heard, List<DriverId> missed)
            implements FleetBroadcast.Listener {

        @Override
        public void hear(FleetEvent event) {
            heard.add(driver);
        }

        @Override
        public void mayHaveMissed() {
            missed.add(driver);
        }
    }
}
