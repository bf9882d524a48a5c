package com.openride.fleet.e2e;

import static com.openride.fleet.e2e.SharedFleet.INSTANCES;
import static com.openride.fleet.e2e.SharedFleet.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.redis.RedisCluster;
import com.openride.fleet.adapter.redis.RedisServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same on a cluster of three masters, one of which is lost. */
@Tag("endurance")
class ClusteredFleetIT {

    private static final int ROUNDS = Integer.getInteger("fleet.crash.rounds", 1);
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void the_loss_of_a_master_and_of_an_instance_cost_no_step() throws IOException, SQLException {
        try (var redis = new RedisCluster();
                var fleet = new SharedFleet(redis.url())) {
            var tally = new Tally();
            Duration slowest = Duration.ZERO;
            for (int round = 0; round < ROUNDS; round++) {
                fleet.end();
                fleet.begin();
                RedisServer lost = redis.master(0);
                lost.stop();
                fleet.stepWhileKilling(round % INSTANCES, LIFE[0]);
                fleet.step(LIFE[1]);
                Duration recovery = recovery(redis, lost, fleet, round % INSTANCES);
                slowest = recovery.compareTo(slowest) > 0 ? recovery : slowest;
                fleet.step(LIFE[2]);
                fleet.awaitMoves(SOON);
                fleet.step(LIFE[3]);
                fleet.finish(tally);
                redis.rejoin(lost);
            }
            long stale = fleet.staleSessions(tally.drivers());

            System.out.printf(
                    "%d losses of a master and of an instance: %s, stale sessions %d, healthy %d ms after the failover%n",
                    ROUNDS, tally, stale, slowest.toMillis());
            assertThat(tally.isClean()).isTrue();
            assertThat(tally.slowestReturn()).isLessThan(Duration.ofSeconds(2));
            assertThat(stale).isZero();
        }
    }

    /** Brings the instance back, and says how long after the cluster was whole all were healthy. */
    private static Duration recovery(RedisCluster redis, RedisServer lost, SharedFleet fleet, int victim) {
        redis.awaitTakeover(lost);
        long begun = System.nanoTime();
        await().atMost(SOON).until(() -> fleet.othersSay(victim, "connected"));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        fleet.serveAgain(victim);
        await().atMost(SOON).until(() -> fleet.allSay("connected"));
        return took;
    }
}
