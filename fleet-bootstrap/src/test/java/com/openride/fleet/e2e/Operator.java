package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.FleetConfig;
import com.openride.fleet.bootstrap.TokenIssuer;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Issues tokens, and plans and moves trips over REST as another service does. */
final class Operator {

    private static final TokenIssuer ISSUER = new TokenIssuer(
            FleetConfig.of(Map.of("JWT_SECRET_KEY", FleetProcess.SECRET)).tokens(), InstantSource.system());
    private static final Duration HOUR = Duration.ofHours(1);

    private final FleetProcess fleet;

    Operator(FleetProcess fleet) {
        this.fleet = fleet;
    }

    static String token(UUID subject, Role role) {
        return token(subject, role, HOUR);
    }

    /** A token of an hour. */
    static BearerToken bearer(UUID subject, Role role) {
        return ISSUER.issue(subject, role, HOUR);
    }

    /** A token of this life; a negative one has ended. */
    static String token(UUID subject, Role role, Duration life) {
        return ISSUER.issue(subject, role, life).text();
    }

    /** A planned trip from Ikeja to Yaba. */
    UUID plan(UUID driver, UUID rider) {
        UUID trip = UUID.randomUUID();
        plan(trip, driver, rider);
        return trip;
    }

    /** Plans the trip, or finds it planned. */
    void plan(UUID trip, UUID driver, UUID rider) {
        HttpResponse<String> answer = post(
                "/v1/trips",
                "{\"tripId\":\"" + trip + "\",\"driverId\":\"" + driver + "\",\"riderId\":\"" + rider
                        + "\",\"pickup\":{\"latitude\":6.6018,\"longitude\":3.3515},"
                        + "\"dropoff\":{\"latitude\":6.5095,\"longitude\":3.3711}}");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    /** A planned trip of two kilometres straight to the north, which is its route. */
    UUID planNorth(UUID driver, UUID rider) {
        UUID trip = UUID.randomUUID();
        HttpResponse<String> answer = post(
                "/v1/trips",
                "{\"tripId\":\"" + trip + "\",\"driverId\":\"" + driver + "\",\"riderId\":\"" + rider
                        + "\",\"pickup\":{\"latitude\":6.5,\"longitude\":3.3},"
                        + "\"dropoff\":{\"latitude\":6.518,\"longitude\":3.3},"
                        + "\"route\":[[3.3,6.5],[3.3,6.518]]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return trip;
    }

    void move(UUID trip, String... statuses) {
        for (String status : statuses) {
            HttpResponse<String> answer = post("/v1/trips/" + trip + "/status", "{\"status\":\"" + status + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private HttpResponse<String> post(String path, String body) {
        return FleetProcess.send(HttpRequest.newBuilder(fleet.url(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token(UUID.randomUUID(), Role.SERVICE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
