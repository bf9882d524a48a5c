package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.IO;
import io.socket.client.Socket;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONObject;

/** The official Java client, as the Android apps use it, with everything that it has heard. */
final class JavaPhone implements AutoCloseable {

    /** More than the 20 s after which the client gives up a connection that does not open, and its 5 s between two of them. */
    private static final int PATIENCE_SECONDS = 30;

    private static final List<String> EVENTS = List.of(
            "connect_error",
            "connected",
            "driver:location",
            "trip:update",
            "status_updated",
            "auth:expiring",
            "alert",
            "ops:positions",
            "error");

    private static final Set<String> FOR_NOW = Set.of("SERVER_BUSY", "SERVER_DRAINING");
    private static final Set<String> CONNECTION = Set.of("connect_error", "connected", Socket.EVENT_DISCONNECT);

    private final Socket socket;
    private final Map<String, BlockingQueue<JSONObject>> heard = new ConcurrentHashMap<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final Queue<String> story = new ConcurrentLinkedQueue<>();

    private JavaPhone(Socket socket) {
        this.socket = socket;
        for (String event : EVENTS) {
            heard.put(event, new LinkedBlockingQueue<>());
            socket.on(event, args -> {
                tell(event, args);
                if (args[0] instanceof JSONObject payload) {
                    queue(event).add(payload);
                }
            });
        }
        socket.on(Socket.EVENT_DISCONNECT, args -> {
            tell(Socket.EVENT_DISCONNECT, args);
            ends.add(String.valueOf(args[0]));
        });
    }

    /** Keeps what tells why a phone is not let in, for who waits for it in vain. */
    private void tell(String event, Object... args) {
        if (CONNECTION.contains(event)) {
            story.add(LocalTime.now(ZoneOffset.UTC) + " " + event + " " + Arrays.toString(args));
        }
    }

    /** A phone that begins to connect with this token, over transports separated by commas. */
    static JavaPhone connecting(FleetProcess fleet, String transports, String token) {
        IO.Options options = IO.Options.builder()
                .setTransports(transports.split(",", -1))
                .setAuth(Map.of("token", token))
                .setForceNew(true)
                .setReconnectionDelay(200)
                .build();
        var phone = new JavaPhone(IO.socket(fleet.url(""), options));
        phone.socket.connect();
        return phone;
    }

    /** Connects again when an instance cannot take it now: of refusals an official client leaves that to its app. */
    JavaPhone comingBack() {
        socket.on("connect_error", args -> {
            if (args[0] instanceof JSONObject refusal && isForNow(refusal)) {
                CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(socket::connect);
            }
        });
        return this;
    }

    private static boolean isForNow(JSONObject refusal) {
        JSONObject data = refusal.optJSONObject("data");
        return data != null && FOR_NOW.contains(data.optString("code"));
    }

    /** A phone that has been let in. */
    static JavaPhone connected(FleetProcess fleet, String transports, String token) {
        JavaPhone phone = connecting(fleet, transports, token);
        phone.next("connected");
        return phone;
    }

    /** The code with which it is not let in. */
    String refusal() throws JSONException {
        JSONObject error = next("connect_error");
        assertThat(error.getString("message")).isNotBlank();
        return error.getJSONObject("data").getString("code");
    }

    /** The next payload of the event. */
    JSONObject next(String event) {
        return next(event, payload -> true);
    }

    /** The next payload of the event that matches; those before it are dropped. */
    JSONObject next(String event, Predicate<JSONObject> matching) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                JSONObject next = queue(event).poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(next).as("event %s in time, after %s", event, story).isNotNull();
                if (matching.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next step of a trip into this status. */
    JSONObject step(String status) {
        return next("trip:update", update -> status.equals(update.optString("status")));
    }

    /** Everything of the event that has been heard and not been taken. */
    List<JSONObject> rest(String event) {
        return new ArrayList<>(queue(event));
    }

    /** The same, and takes it. */
    List<JSONObject> take(String event) {
        List<JSONObject> taken = new ArrayList<>();
        queue(event).drainTo(taken);
        return taken;
    }

    /** Sends an event and returns what is answered. */
    JSONObject ask(String event, Object... payload) throws InterruptedException {
        var answers = new LinkedBlockingQueue<JSONObject>();
        socket.emit(event, payload, args -> answers.add((JSONObject) args[0]));
        JSONObject answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer to %s in time", event).isNotNull();
        return answer;
    }

    /** Sends an event that wants no answer. */
    void say(String event, JSONObject payload) {
        socket.emit(event, payload);
    }

    /** Waits for the connection to end; the client may come back by itself. */
    void awaitEnd() throws InterruptedException {
        assertThat(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Override
    public void close() {
        socket.close();
    }

    private BlockingQueue<JSONObject> queue(String event) {
        BlockingQueue<JSONObject> queue = heard.get(event);
        if (queue == null) {
            throw new IllegalArgumentException(event);
        }
        return queue;
    }
}
