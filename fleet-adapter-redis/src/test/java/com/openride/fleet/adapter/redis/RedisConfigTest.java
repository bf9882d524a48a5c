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
                .isEqualTo(new RedisConfig(List.of(new Node("cache", 6379)), false, null, null, 0, 50));
    }

    @Test
    void several_hosts_are_a_cluster() {
        assertThat(RedisConfig.parse("rediss://fleet:p%40ss@a:7000,b:7001,c/0", null))
                .isEqualTo(new RedisConfig(
                        List.of(new Node("a", 7000), new Node("b", 7001), new Node("c", 6379)),
                        true,
                        "fleet",
                        "p@ss",
                        0,
                        50));
    }

    @Test
    void the_password_of_the_url_wins() {
        assertThat(RedisConfig.parse("redis://:inside@cache", "outside").password())
                .isEqualTo("inside");
        assertThat(RedisConfig.parse("redis://cache", "outside").password()).isEqualTo("outside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:hidden@cache",
                "redis://",
                "redis://:hidden@ca che",
                "redis://:hidden@cache/x",
                "redis://:hidden@cache/-1"
            })
    void what_is_no_redis_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url, null))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("REDIS_URL must be redis://")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void a_single_node_may_name_its_database() {
        assertThat(RedisConfig.parse("redis://cache/5", null).database()).isEqualTo(5);
        assertThatThrownBy(() -> RedisConfig.parse("redis://a,b/5", null))
                .hasMessage("REDIS_URL must name no database but 0 for a cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://cache:0", "redis://cache:65536"})
    void a_port_that_cannot_be_is_refused(String url) {
        assertThatThrownBy(() -> RedisConfig.parse(url, null)).hasMessage("REDIS_URL must have ports from 1 to 65535");
    }

    @Test
    void the_password_is_never_printed() {
        assertThat(RedisConfig.parse("redis://fleet:hidden@cache", null)).hasToString("RedisConfig([cache:6379])");
    }
}
