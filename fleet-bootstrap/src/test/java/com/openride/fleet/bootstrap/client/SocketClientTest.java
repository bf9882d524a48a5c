package com.openride.fleet.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.BearerToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SocketClientTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(40));

    private final ScriptedServer server = new ScriptedServer();
    private final SocketClients clients = SocketClients.to(server.url(), 1);

    @AfterEach
    void close() {
        clients.close();
        server.close();
    }

    @Test
    void presents_its_token_when_it_connects() {
        SocketClient client = open(clients.client(() -> new BearerToken("mine")));

        assertThat(client.isOpen()).isTrue();
        assertThat(server.heard()).containsExactly("40{\"token\":\"mine\"}");
    }

    @Test
    void a_refusal_tells_its_code() {
        assertThatThrownBy(() -> open(clients.client(() -> new BearerToken("forged"))))
                .cause()
                .isInstanceOfSatisfying(
                        ConnectionFault.class, fault -> assertThat(fault.code()).isEqualTo("AUTHENTICATION_FAILED"));
    }

    @Test
    void an_answer_finds_its_question() {
        SocketClient client = open(clients.client(() -> new BearerToken("mine")));

        Answer answer = result(client.call("ask", Json.object(), SOON));

        assertThat(answer.ok()).isFalse();
        assertThat(answer.reason()).isEqualTo("INVALID_PAYLOAD/x");
    }

    @Test
    void a_missing_answer_is_missed_in_time() {
        SocketClient client = open(clients.client(() -> new BearerToken("mine")));

        assertThatThrownBy(() -> result(client.call("be silent", Json.object(), Duration.ofMillis(50))))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void pings_are_answered() {
        SocketClient client = open(clients.client(() -> new BearerToken("mine")));

        client.emit("ping me", Json.object());

        await().untilAsserted(() -> assertThat(server.heard()).contains("3"));
    }

    @Test
    void events_reach_their_listener() {
        List<String> words = new CopyOnWriteArrayList<>();
        SocketClient client = clients.client(() -> new BearerToken("mine"))
                .on("told", payload -> words.add(payload.path("word").asText()));
        open(client).emit("tell me", Json.object());

        await().untilAsserted(() -> assertThat(words).containsExactly("now"));
    }

    @Test
    void a_lost_connection_fails_whoever_waits() {
        SocketClient client = open(clients.client(() -> new BearerToken("mine")));

        CompletionStage<Answer> answer = client.call("leave me", Json.object(), SOON);

        assertThatThrownBy(() -> result(answer)).hasCauseInstanceOf(ConnectionFault.class);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void comes_back_by_itself_if_it_was_asked_to() {
        var returns = new AtomicInteger();
        SocketClient client =
                open(clients.client(() -> new BearerToken("mine"), QUICK).onReturn(returns::incrementAndGet));

        client.emit("leave me", Json.object());

        await().untilAsserted(() -> assertThat(returns).hasValue(1));
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void nobody_there_is_told_as_unreachable() {
        try (SocketClients nowhere = SocketClients.to(URI.create("ws://127.0.0.1:1"), 1)) {
            assertThatThrownBy(() -> open(nowhere.client(() -> new BearerToken("mine"))))
                    .hasCauseInstanceOf(ConnectionFault.class);
        }
    }

    private static SocketClient open(SocketClient client) {
        return result(client.open());
    }

    private static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
