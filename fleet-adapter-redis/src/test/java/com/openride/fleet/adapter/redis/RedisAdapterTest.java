package com.openride.fleet.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.adapter.redis.RedisConfig.Node;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RedisAdapterTest {

    private static RedisServer single;
    private static RedisServer clustered;

    @BeforeAll
    static void start() throws IOException {
        single = new RedisServer("--requirepass", "inside");
        clustered = new RedisServer("--cluster-enabled", "yes");
    }

    @AfterAll
    static void stop() throws IOException {
        single.close();
        clustered.close();
    }

    @Test
    void a_good_server_has_no_findings() {
        assertThat(RedisAdapter.examine(alone(single, "inside"))).isEmpty();
    }

    @Test
    void a_wrong_or_missing_password_is_told_from_a_server_that_is_away() {
        assertThat(RedisAdapter.examine(alone(single, "hidden")))
                .containsExactly(
                        single.node() + " refuses the login; check user and password in REDIS_URL, or REDIS_PASSWORD");
        assertThat(RedisAdapter.examine(alone(single, null)))
                .containsExactly(
                        single.node() + " refuses the login; check user and password in REDIS_URL, or REDIS_PASSWORD");
    }

    @Test
    void a_node_of_a_cluster_is_not_taken_for_a_single_one() {
        assertThat(RedisAdapter.examine(alone(clustered, null)))
                .containsExactly(clustered.node()
                        + " is a node of a cluster; name several of its hosts, with commas between them");
    }

    @Test
    void a_single_node_is_not_taken_for_a_cluster() {
        var both = new RedisConfig(List.of(single.node(), single.node()), false, null, "inside", 0, 50);

        assertThat(RedisAdapter.examine(both))
                .hasSize(2)
                .containsOnly(single.node() + " is no node of a cluster; name one host alone, or set up a cluster");
    }

    @Test
    void a_server_that_is_away_is_one_finding_and_no_exception() {
        var nowhere = new RedisConfig(List.of(new Node("127.0.0.1", 1)), false, null, "hidden", 0, 50);

        assertThat(RedisAdapter.examine(nowhere))
                .containsExactly("127.0.0.1:1 does not answer as it should; check host, port and TLS in REDIS_URL");
    }

    @Test
    @Timeout(20)
    void a_server_that_says_nothing_is_given_up_on() throws IOException {
        try (var mute = new ServerSocket(0)) {
            var config = new RedisConfig(List.of(new Node("127.0.0.1", mute.getLocalPort())), false, null, null, 0, 50);
            long start = System.nanoTime();

            assertThat(RedisAdapter.examine(config)).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static RedisConfig alone(RedisServer server, @Nullable String password) {
        return new RedisConfig(List.of(server.node()), false, null, password, 0, 50);
    }
}
