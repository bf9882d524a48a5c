package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket that speaks Engine.IO word by word. */
final class RawSocket implements WebSocket.Listener, AutoCloseable {

    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration MOST = Duration.ofSeconds(10);

    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    RawSocket(int port, String query, String... headers) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(MOST);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?" + query), this)
                .join();
    }

    RawSocket(int port) {
        this(port, "EIO=4&transport=websocket");
    }

    /** A socket that has been let in with this token. */
    static RawSocket in(int port, String token) {
        var socket = new RawSocket(port);
        socket.take(packet -> packet.startsWith("0"));
        socket.send("40{\"token\":\"" + token + "\"}");
        socket.take(packet -> packet.startsWith("40"));
        socket.event("connected");
        return socket;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendPart(String text) {
        socket.sendText(text, false).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    CompletableFuture<WebSocket> ping(String text) {
        return socket.sendPing(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** The other side takes no more. */
    WebSocket cut() {
        closed.complete(-1);
        return socket;
    }

    /** The socket itself. */
    WebSocket raw() {
        return socket;
    }

    /** The next packet that matches; others before it are dropped. */
    String take(Predicate<String> matching) {
        List<String> all = takeTo(matching);
        return all.get(all.size() - 1);
    }

    /** The next packet that matches, after all that came before it. */
    List<String> takeTo(Predicate<String> matching) {
        long end = System.nanoTime() + MOST.toNanos();
        List<String> all = new ArrayList<>();
        try {
            while (true) {
                String next = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(next).as("a packet in time").isNotNull();
                all.add(next);
                if (matching.test(next)) {
                    return all;
                }
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The payload of the next event of this name. */
    JsonNode event(String name) {
        String start = "42[\"" + name + "\"";
        return Json.read(take(packet -> packet.startsWith(start)).substring(2)).path(1);
    }

    /** Sends an event and returns what is answered. */
    JsonNode ask(int id, String name, String payload) {
        send("42" + id + "[\"" + name + "\"" + (payload.isEmpty() ? "" : "," + payload) + "]");
        return answer(id);
    }

    JsonNode answer(int id) {
        return Json.read(take(packet -> packet.startsWith("43" + id + "[")).substring(("43" + id).length()))
                .path(0);
    }

    /** Waits for the end of the connection. */
    void awaitClosed() {
        await().atMost(MOST).pollInterval(Duration.ofMillis(20)).until(this::hasEnded);
    }

    /** Whether the connection has ended. The JDK now and then misses an end without a close frame, but not on writing. */
    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is in closed.
    boolean hasEnded() {
        if (!closed.isDone()) {
            socket.sendPong(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> {
                if (failure instanceof IOException) {
                    closed.complete(-1);
                }
            });
        }
        return closed.isDone();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        received.add("pong:" + java.nio.charset.StandardCharsets.UTF_8.decode(message));
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
