package com.openride.fleet.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.HealthProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** The same on a node that speaks TLS alone and wants a password. */
class RedisSecuredTest extends RedisContracts {

    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    static Path folder;

    private final Map<String, String> before = new HashMap<>();
    private RedisServer redis;
    private RedisConfig config;

    @Override
    RedisConfig serve() throws Exception {
        var certificate = new Certificate(folder, "ip:127.0.0.1");
        certificate.trusted().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        redis = RedisServer.tls(certificate, "--requirepass", PASSWORD);
        config = RedisConfig.parse(redis.url(), PASSWORD);
        return config;
    }

    @Override
    void end() throws IOException {
        redis.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Override
    void forget() {
        var node = redis.node();
        try (var client = new Jedis(new HostAndPort(node.host(), node.port()), ClientSettings.of(config, 2000))) {
            client.flushAll();
        }
    }

    @Test
    void is_served_with_the_password_alone() {
        assertThat(instances).allMatch(each -> each.health().state() == HealthProbe.State.CONNECTED);
        assertThat(RedisAdapter.examine(RedisConfig.parse(redis.url(), null))).hasSize(1);
        assertThat(RedisAdapter.examine(new RedisConfig(List.of(redis.node()), false, null, PASSWORD, 0, 50)))
                .hasSize(1);
    }
}
