package com.openride.fleet.e2e;

import static com.openride.fleet.e2e.SharedFleet.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.redis.RedisCluster;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same on a cluster of three masters, one of which is lost. */
@Tag("endurance")
class ClusteredFleetIT {

    @Test
    void the_loss_of_a_master_and_of_an_instance_cost_no_step() throws IOException, SQLException {
        try (var redis = new RedisCluster();
                var fleet = new SharedFleet(redis.url())) {
            fleet.begin();
            fleet.step(LIFE[0]);
            fleet.awaitTold(2L);
            fleet.awaitMoves(Duration.ofSeconds(5));

            redis.master(0).stop();
            fleet.step(LIFE[1]);
            fleet.instances().get(1).close();
            fleet.step(LIFE[2]);
            fleet.serveAgain(1);

            fleet.awaitTold(2L, 3L, 4L);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(fleet.instances())
                            .allMatch(instance -> instance.get("/health").body().contains("\"redis\":\"connected\"")));
            fleet.awaitMoves(Duration.ofSeconds(5));
            fleet.step(LIFE[3]);
            fleet.awaitTold(2L, 3L, 4L, 5L);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(fleet.rides()).allMatch(ride -> fleet.connections(ride.driver) == 1));
        }
    }
}
