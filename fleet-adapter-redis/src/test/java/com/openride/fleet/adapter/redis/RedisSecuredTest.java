package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.inmemory.InMemoryEventOutbox;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.domain.trip.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** The same on a node that speaks TLS alone, as a user with a password and with only the rights that the document names. */
class RedisSecuredTest extends RedisContracts {

    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    static Path folder;

    private final Map<String, String> before = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private RedisServer redis;

    @Override
    RedisConfig serve() throws Exception {
        var certificate = new Certificate(folder, "ip:127.0.0.1");
        certificate.trusted().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        List<String> settings = new ArrayList<>(List.of("--requirepass", PASSWORD, "--user", "fleet", "on"));
        settings.add(">" + PASSWORD);
        settings.addAll(rights());
        redis = RedisServer.tls(certificate, settings.toArray(String[]::new));
        return RedisConfig.parse(redis.url().replace("//", "//fleet@"), PASSWORD);
    }

    private static List<String> rights() throws IOException {
        String text = Files.readString(Path.of("../docs/OPERATIONS.md"));
        var found = Pattern.compile("```acl\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(found.find()).isTrue();
        return List.of(found.group(1).strip().split("\\s+", -1));
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
        var all = ClientSettings.of(RedisConfig.parse(redis.url(), PASSWORD), 2000);
        try (var client = new Jedis(new HostAndPort(node.host(), node.port()), all)) {
            client.flushAll();
        }
    }

    @Test
    void events_go_to_the_stream() {
        var outbox = new InMemoryEventOutbox(10);
        var trips = new InMemoryTrips(10, outbox);
        Trip trip = planned(anyDriver(), NOON, anyRider());
        trips.add(trip, trip.registration(SERVICE));
        assertThat(outbox.waiting()).isEqualTo(1);

        instances.get(0).relay(outbox);

        await().atMost(5, TimeUnit.SECONDS).until(() -> outbox.waiting() == 0);
    }

    @Test
    void is_served_with_the_password_alone() {
        assertThat(instances).allMatch(each -> each.health().state() == HealthProbe.State.CONNECTED);
        assertThat(RedisAdapter.examine(RedisConfig.parse(redis.url(), null))).hasSize(1);
        assertThat(RedisAdapter.examine(new RedisConfig(List.of(redis.node()), false, null, PASSWORD, 0, 50)))
                .hasSize(1);
    }
}
