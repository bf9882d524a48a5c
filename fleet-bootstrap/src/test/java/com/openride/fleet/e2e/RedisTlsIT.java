package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.redis.Certificate;
import com.openride.fleet.adapter.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rediss://}: with a server that is trusted, and with one that is not. */
@Tag("endurance")
class RedisTlsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_trusted_server_serves_over_tls() throws Exception {
        var certificate = new Certificate(folder, "ip:127.0.0.1");
        try (var redis = RedisServer.tls(certificate);
                var fleet = FleetProcess.serve(
                        Map.of("REDIS_URL", redis.url(), "JAVA_TOOL_OPTIONS", certificate.trust()))) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> fleet.get("/health").body().contains("\"redis\":\"connected\""));
        }
    }

    @Test
    void a_server_that_nobody_vouches_for_ends_the_start() throws Exception {
        var certificate = new Certificate(folder, "ip:127.0.0.1");
        try (var redis = RedisServer.tls(certificate)) {
            assertRefused(Map.of("REDIS_URL", redis.url()));
        }
    }

    @Test
    void a_certificate_for_another_server_ends_the_start() throws Exception {
        var certificate = new Certificate(folder, "dns:redis.example");
        try (var redis = RedisServer.tls(certificate)) {
            assertRefused(Map.of("REDIS_URL", redis.url(), "JAVA_TOOL_OPTIONS", certificate.trust()));
        }
    }

    private static void assertRefused(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("JWT_SECRET_KEY", FleetProcess.SECRET);
        try (var fleet = FleetProcess.start(FleetProcess.freePort(), all, "serve")) {
            assertThat(fleet.exitWithin(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(fleet.errors()).contains("does not answer as it should; check host, port and TLS in REDIS_URL");
        }
    }
}
