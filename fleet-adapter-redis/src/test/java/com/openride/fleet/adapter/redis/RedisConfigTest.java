package com.openride.fleet.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.adapter.redis.RedisConfig.Node;
import com.openride.fleet.domain.fault.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConfigTest {

    @Test
    void one_host_is_one_node() {
        assertThat(RedisConfig.parse("redis://cache", null))
                .isEqualTo(new RedisConfig(List.of(new Node("cache", 6379)), false, null, null));
    }

    @Test
    void several_hosts_are_a_cluster() {
        assertThat(RedisConfig.parse("rediss://fleet:p%40ss@a:7000,b:7001,c/0", null))
                .isEqualTo(new RedisConfig(
                        List.of(new Node("a", 7000), new Node("b", 7001), new Node("c", 6379)), true, "fleet", "p@ss"));
    }

    @Test
    void the_password_of_the_url_wins() {
        assertThat(RedisConfig.parse("redis://:inside@cache", "outside").password())
                .isEqualTo("inside");
        assertThat(RedisConfig.parse("redis://cache", "outside").password()).isEqualTo("outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://:hidden@cache", "redis://", "redis://:hidden@ca che"})
    void what_is_no_redis_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url, null))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("REDIS_URL must be redis://")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void a_node_that_is_not_there_is_one_finding_and_no_exception() {
        var nowhere = new RedisConfig(List.of(new Node("127.0.0.1", 1)), false, null, "hidden");

        assertThat(RedisAdapter.examine(nowhere))
                .containsExactly("127.0.0.1:1 does not answer; check host, port, password and TLS");
    }
}
