package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.redis.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three instances with one PostgreSQL and one Redis behind the nginx that we deploy. */
@Tag("endurance")
class BehindNginxIT {

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private static List<FleetProcess> instances;

    @SuppressWarnings("NullAway.Init")
    private static Nginx nginx;

    @BeforeAll
    static void serve() throws IOException, SQLException {
        postgres = new PostgresServer();
        postgres.create("proxied");
        redis = new RedisServer();
        Map<String, String> variables = Map.of(
                "DATABASE_URL",
                postgres.url("proxied"),
                "REDIS_URL",
                redis.url(),
                "TRUSTED_PROXIES",
                "127.0.0.1",
                "LOCATION_UPDATE_RATE_LIMIT",
                "0");
        instances = Stream.of(1, 2, 3)
                .parallel()
                .map(index -> FleetProcess.serve(variables))
                .toList();
        nginx = new Nginx(instances);
    }

    @AfterAll
    static void stop() throws IOException {
        nginx.close();
        instances.forEach(FleetProcess::close);
        redis.close();
        postgres.close();
    }

    @Test
    void official_clients_ride_over_websocket_polling_and_the_upgrade_and_reach_every_instance() throws IOException {
        String[] each =
                instances.stream().map(instance -> instance.url("").toString()).toArray(String[]::new);

        NodeScripts.run(url(""), Duration.ofSeconds(60), "proxied.mjs", each);

        assertThat(nginx.said()).doesNotContain("[error]").doesNotContain("[emerg]");
    }

    @Test
    void rest_is_served_and_metrics_are_not() {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path) {
        return FleetProcess.send(HttpRequest.newBuilder(url(path)).build());
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + nginx.port() + path);
    }
}
