package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestMeasurements;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final FleetFixture fleet = new FleetFixture(Duration.ZERO);
    private final TestMeasurements measured = new TestMeasurements();
    private final RestAdapter rest = RestAdapter.start(
            RestConfig.onLoopback("1.2.3"),
            fleet.useCases(),
            InstantSource.system(),
            measured,
            () -> "fleet_connections 0.0\n");

    @AfterEach
    void stop() {
        rest.close();
        fleet.close();
    }

    @Test
    void anyone_may_scrape_what_has_been_measured() throws Exception {
        HttpResponse<String> reply = ask("GET", "/metrics");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(reply.body()).isEqualTo("fleet_connections 0.0\n");
    }

    @Test
    void requests_are_timed_by_route_and_never_by_what_was_sent() throws Exception {
        ask("GET", "/v1/trips/11111111-1111-4111-8111-111111111111");
        ask("GET", "/v1/nowhere/22222222");
        ask("BREW", "/coffee");

        await().untilAsserted(() -> {
            assertThat(measured.count("fleet.http.requests{method=GET,route=/v1/trips/{tripId},status=401}"))
                    .isEqualTo(1);
            assertThat(measured.count("fleet.http.requests{method=other,route=none,status=404}"))
                    .isEqualTo(2);
        });
        assertThat(measured.series()).noneMatch(series -> series.contains("1111") || series.contains("BREW"));
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + rest.address().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
