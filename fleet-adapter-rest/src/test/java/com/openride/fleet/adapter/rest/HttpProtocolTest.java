package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProtocolTest {

    private static final String END = "Host: x\r\nConnection: close\r\n\r\n";

    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_path_that_is_none_of_ours_is_not_repeated() {
        for (String path : List.of("/secret-path", "/v1", "/v1/trips/a/b/c", "/docs/secret-path.js")) {
            Reply reply = server.getOpenly(path).isProblem(404, "NOT_FOUND");
            assertThat(reply.text()).doesNotContain("secret-path");
        }
        server.post("/secret-path", server.adminToken(), "{}").isProblem(404, "NOT_FOUND");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_405() {
        Reply reply = server.send(server.request("/v1/trips/" + UUID.randomUUID() + "/status", server.adminToken())
                .DELETE());

        assertThat(reply.isProblem(405, "METHOD_NOT_ALLOWED").header("Allow")).contains("POST", "PATCH");
        server.send(server.request("/health", "").POST(BodyPublishers.noBody())).isProblem(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void trace_and_unknown_methods_echo_nothing() {
        for (String method : List.of("TRACE", "FOO", "CONNECT")) {
            String answer = server.raw(method + " /health HTTP/1.1\r\nX-Secret: mark\r\n" + END);

            assertThat(answer).as(method).startsWith("HTTP/1.1 4").doesNotContain("mark", "<html");
        }
    }

    @Test
    void what_jetty_itself_refuses_is_problem_json_too() {
        List<String> requests = List.of(
                "GET / HTTP/9.9\r\n" + END,
                "GET /%zz HTTP/1.1\r\n" + END,
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nBad Header: 1\r\n" + END,
                "GET / HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n" + END,
                "POST /v1/trips HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + END,
                "POST /v1/trips HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n" + END,
                "mark\r\n\r\n");

        for (String request : requests) {
            String answer = server.raw(request);
            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .matches("(?s)HTTP/1.1 [45].*");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .contains("content-type: application/problem+json")
                    .contains("x-content-type-options: nosniff", "cache-control: no-store", "x-correlation-id: ")
                    .contains("\"correlationid\":\"")
                    .doesNotContain("<html", "jetty", "server:", "mark", "exception");
        }
    }

    @Test
    void lines_end_as_http_wants() {
        // reliability 0.3: a bare line feed is a smuggler's tool
        String answer = server.raw("GET /health HTTP/1.1\nHost: x\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void names_of_headers_may_be_in_any_case() {
        // the router in front relays what HTTP/2 gateways send
        assertThat(server.raw("GET /health HTTP/1.1\r\nhost: x\r\nCONNECTION: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_malformed_chunk_is_a_bad_request() {
        String head = "POST /v1/drivers/" + server.driver + "/location HTTP/1.1\r\nAuthorization: Bearer "
                + server.driverToken()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" + END;

        for (String chunks :
                List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "2 bad ext\r\n{}\r\n0\r\n\r\n")) {
            assertThat(server.raw(head + chunks)).as(chunks).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void every_answer_has_the_headers_of_a_careful_server() {
        for (String path : List.of("/", "/health", "/v1/trips/x", "/nowhere", "/openapi.json", "/docs")) {
            Reply reply = server.get(path, server.adminToken());

            assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(reply.header("Server")).isEmpty();
            assertThat(reply.header("X-Powered-By")).isEmpty();
            assertThat(reply.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(reply.header("X-Correlation-ID")).isNotEmpty();
        }
    }

    @Test
    void a_sane_correlation_id_is_echoed_and_another_replaced() {
        Reply echoed = server.get("/v1/trips/x", server.adminToken(), "X-Correlation-ID", "order-7/a");

        assertThat(echoed.header("X-Correlation-ID")).isEqualTo("order-7/a");
        assertThat(echoed.json().path("correlationId").asText()).isEqualTo("order-7/a");
        for (String insane : List.of("a b", "x".repeat(65))) {
            Reply made = server.get("/v1/trips/x", server.adminToken(), "X-Correlation-ID", insane);
            assertThat(made.header("X-Correlation-ID")).matches("[0-9a-f-]{36}");
            assertThat(made.json().path("correlationId").asText()).isEqualTo(made.header("X-Correlation-ID"));
        }
    }

    @Test
    void our_own_mistake_tells_the_caller_nothing() {
        // TestTokens fails on this one as a broken verifier would
        Reply reply = server.get("/v1/trips/" + UUID.randomUUID(), "DRIVER_secret_mark");

        reply.isProblem(500, "INTERNAL");
        assertThat(reply.text()).doesNotContain("secret", "mark", "UUID", "Number");
    }

    @Test
    void head_is_answered_without_a_body() {
        Reply reply = server.send(server.request("/health", "").method("HEAD", BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
    }
}
