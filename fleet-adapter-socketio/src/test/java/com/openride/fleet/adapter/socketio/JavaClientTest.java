package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client, as the Android apps use it. */
final class JavaClientTest {

    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void a_ride_is_followed(String transports) throws JSONException, InterruptedException {
        UUID driver = UUID.randomUUID();
        UUID rider = UUID.randomUUID();
        Trip trip = SERVER.trips.plan(new DriverId(driver), new RiderId(rider));
        SERVER.trips.progress(trip, TripStatus.EN_ROUTE);
        Socket car = client(transports, SERVER.token(driver, Role.DRIVER));
        Socket phone = client(transports, SERVER.token(rider, Role.RIDER));
        BlockingQueue<JSONObject> moves = queue(phone, "driver:location");
        BlockingQueue<JSONObject> steps = queue(phone, "trip:update");
        BlockingQueue<JSONObject> welcomes = queue(car, "connected");
        try {
            car.connect();
            phone.connect();
            assertThat(next(welcomes).getString("userId")).isEqualTo(driver.toString());
            JSONObject subscribed = ask(
                    phone,
                    "rider:subscribe",
                    new JSONObject().put("tripId", trip.id().toString()));
            assertThat(subscribed.getBoolean("ok")).isTrue();
            assertThat(next(steps).getString("status")).isEqualTo("EN_ROUTE");

            JSONObject ack = ask(
                    car,
                    "driver:location",
                    new JSONObject().put("latitude", 6.5).put("longitude", 3.37));
            assertThat(ack.getBoolean("ok")).isTrue();
            assertThat(next(moves).getString("timestamp")).isEqualTo(ack.getString("recordedAt"));

            SERVER.trips.progress(trip, TripStatus.ARRIVED);
            JSONObject step = next(steps);
            while (!step.getString("status").equals("ARRIVED")) {
                step = next(steps);
            }
            assertThat(step.getString("previousStatus")).isEqualTo("EN_ROUTE");
        } finally {
            car.close();
            phone.close();
        }
        await().until(() -> SERVER.fleet.sessions.here() == 0);
    }

    @Test
    void no_upgrade_stalls() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            Socket client = client("polling,websocket", SERVER.token(UUID.randomUUID(), Role.RIDER));
            BlockingQueue<JSONObject> welcome = queue(client, "connected");
            client.connect();

            next(welcome);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> SERVER.adapter.clients().all().stream().noneMatch(Client::isPolling));
            client.close();
            await().until(SERVER.adapter.clients()::isEmpty);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void a_refusal_is_told_as_a_connect_error(String transport) throws InterruptedException, JSONException {
        Socket client = client(transport, "bad");
        BlockingQueue<JSONObject> errors = queue(client, "connect_error");
        client.connect();

        JSONObject refusal = next(errors);

        assertThat(refusal.getString("message")).isNotBlank();
        assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        client.close();
    }

    private static Socket client(String transports, String token) {
        IO.Options options = IO.Options.builder()
                .setTransports(transports.split(",", -1))
                .setAuth(Map.of("token", token))
                .setForceNew(true)
                .setReconnection(false)
                .build();
        return IO.socket(URI.create("http://127.0.0.1:" + SERVER.port()), options);
    }

    private static BlockingQueue<JSONObject> queue(Socket client, String event) {
        var queue = new LinkedBlockingQueue<JSONObject>();
        client.on(event, args -> queue.add((JSONObject) args[0]));
        return queue;
    }

    private static JSONObject next(BlockingQueue<JSONObject> queue) throws InterruptedException {
        JSONObject next = queue.poll(5, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static JSONObject ask(Socket client, String event, JSONObject payload) throws InterruptedException {
        var answers = new LinkedBlockingQueue<JSONObject>();
        client.emit(event, new Object[] {payload}, args -> answers.add((JSONObject) args[0]));
        return next(answers);
    }
}
