package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestRouterTest {

    private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);
    private static HttpServer backend;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.setExecutor(THREADS);
        backend.createContext("/", RestRouterTest::echo);
        backend.start();
        server = new TestServer(config -> config.withRest(backend.getAddress())
                .withTrustedProxies(List.of())
                .withAllowedOrigins(Set.of("https://app.example")));
    }

    @AfterAll
    static void stop() {
        server.close();
        backend.stop(0);
        THREADS.shutdownNow();
    }

    @Test
    void everything_but_socket_io_goes_to_the_backend() {
        try (var tcp = new Tcp(server.port())) {
            String first =
                    tcp.send("GET /health?x=1 HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
            String second = tcp.send("POST /v1/trips HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
                    .readResponse();
            String socket = tcp.send("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readResponse();

            assertThat(first).startsWith("HTTP/1.1 200").endsWith("GET /health?x=1 0");
            assertThat(second).endsWith("POST /v1/trips 5");
            assertThat(socket).contains("0{").contains("maxPayload");
        }
    }

    // HTTP-25
    @ParameterizedTest
    @CsvSource({
        "/socket.iox?EIO=4&transport=polling",
        "/socket.io/foo?transport=polling",
        "/health?transport=polling&sid=1",
        "//socket.io/?EIO=4&transport=polling",
        "/Socket.io/?EIO=4&transport=polling",
        "/socket%2Eio/?EIO=4&transport=polling",
        "/x/../socket.io/?EIO=4&transport=polling"
    })
    void the_path_alone_decides(String target) {
        try (var tcp = new Tcp(server.port())) {
            assertThat(tcp.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readResponse())
                    .endsWith("GET " + target + " 0");
        }
    }

    @Test
    void a_page_that_may_connect_may_also_use_rest_and_no_other() {
        String asks = "OPTIONS /v1/trips HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: PATCH\r\nOrigin: ";
        try (var page = new Tcp(server.port());
                var foreign = new Tcp(server.port())) {
            String read = page.send("GET /1 HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\n\r\n")
                    .readResponse();
            String next = page.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
            String preflight = page.send(asks + "https://app.example\r\n\r\n").readToEnd();
            String evil = foreign.send("GET /3 HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n")
                    .readResponse();
            String evilAsks =
                    foreign.send(asks + "https://evil.example\r\n\r\n").readResponse();

            assertThat(read)
                    .containsIgnoringCase("access-control-allow-origin: https://app.example")
                    .containsIgnoringCase("access-control-expose-headers: ETag")
                    .containsIgnoringCase("vary: origin")
                    .endsWith("GET /1 0");
            assertThat(next).doesNotContainIgnoringCase("access-control");
            assertThat(preflight)
                    .startsWith("HTTP/1.1 204 No Content\r\n")
                    .containsIgnoringCase("access-control-allow-origin: https://app.example")
                    .containsIgnoringCase("access-control-allow-methods: GET,POST,PATCH,DELETE")
                    .containsIgnoringCase("idempotency-key");
            assertThat(evil).doesNotContainIgnoringCase("access-control").endsWith("GET /3 0");
            assertThat(evilAsks).doesNotContainIgnoringCase("access-control-allow");
        }
    }

    @Test
    void pages_of_the_server_itself_may_connect_whoever_else_may() {
        assertThat(Tcp.get(server.port(), "/socket.io/?EIO=4&transport=polling", "Origin: http://x"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("access-control-allow-origin: http://x");
        assertThat(Tcp.get(server.port(), "/socket.io/?EIO=4&transport=polling", "Origin: http://y"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void socket_io_is_found_without_its_last_slash() {
        assertThat(Tcp.get(server.port(), "/socket.io?EIO=4&transport=polling")).contains("maxPayload");
    }

    @Test
    void requests_sent_at_once_are_answered_one_after_the_other() {
        try (var tcp = new Tcp(server.port())) {
            tcp.send(
                    "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                            + "GET /3 HTTP/1.1\r\nHost: x\r\n\r\nGET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(tcp.readResponse()).endsWith("GET /1 0");
            assertThat(tcp.readResponse()).endsWith("POST /2 3");
            assertThat(tcp.readResponse()).endsWith("GET /3 0");
            assertThat(tcp.readResponse()).contains("maxPayload");
        }
    }

    @Test
    void large_bodies_stream_both_ways() throws IOException, InterruptedException {
        byte[] body = new byte[20_000_000];
        HttpResponse<InputStream> response = RawSocket.HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/mirror"))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());

        assertThat(response.body().readAllBytes()).hasSize(body.length);
    }

    @Test
    void a_client_may_ask_before_it_sends() {
        try (var tcp = new Tcp(server.port())) {
            tcp.send("POST /v1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(tcp.readResponse()).startsWith("HTTP/1.1 100");

            assertThat(tcp.send("hello").readResponse()).endsWith("POST /v1 5");
        }
    }

    // HTTP-24
    @Test
    void nobody_but_a_trusted_proxy_speaks_for_others() throws InterruptedException {
        String[] claims = {
            "X-Forwarded-For: 1.2.3.4", "Forwarded: for=1.2.3.4", "X-Forwarded-Host: evil", "X-Real-IP: 1.2.3.4"
        };
        exchange(server.port(), claims);
        String untrusted = headers();
        try (var trusting = new TestServer(config ->
                config.withRest(backend.getAddress()).withTrustedProxies(List.of("127.0.0.0/8", "10.0.0.0/8")))) {
            exchange(trusting.port(), "X-Forwarded-For: 6.6.6.6, 9.9.9.9, 10.1.1.1", "X-Forwarded-Proto: https");
            String trusted = headers();
            exchange(trusting.port(), "Forwarded: for=6.6.6.6, for=\"[2001:db8::1]:99\";proto=https");
            String forwarded = headers();

            assertThat(untrusted).contains("X-forwarded-for=[127.0.0.1]").doesNotContain("1.2.3.4", "evil");
            assertThat(trusted).contains("X-forwarded-for=[9.9.9.9]", "X-forwarded-proto=[https]");
            assertThat(forwarded).contains("X-forwarded-for=[2001:db8:0:0:0:0:0:1]");
        }
    }

    // HTTP-08 HTTP-13 HTTP-14 HTTP-15 HTTP-16 HTTP-17 HTTP-18 HTTP-19 HTTP-20 HTTP-21 HTTP-22 HTTP-23 HTTP-30
    @Test
    void a_request_that_two_readers_could_read_differently_is_refused() {
        String host = "Host: x\r\n";
        String[] requests = {
            "POST /v1 HTTP/1.1\r\n" + host
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a HTTP/1.1\r\nHost: y\r\n\r\n",
            "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n" + host
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a HTTP/1.1\r\nHost: y\r\n\r\n",
            "POST /v1 HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
            "POST /v1 HTTP/1.1\r\n" + host + "Content-Length: -4\r\n\r\n",
            "POST /v1 HTTP/1.1\r\n" + host + "Content-Length: +4\r\n\r\nabcd",
            "POST /v1 HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST /v1 HTTP/1.1\r\n" + host
                    + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /v1 HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /v1 HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "GET /v1 HTTP/1.1\nHost: x\n\n",
            "GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /v1 HTTP/1.1\r\n\r\n",
            "GET http://evil/v1 HTTP/1.1\r\n" + host + "\r\n",
            "GET v1 HTTP/1.1\r\n" + host + "\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /socket.io/%zz?x=%zz HTTP/1.1\r\n" + host + "X : 1\r\n\r\n"
        };
        for (String request : requests) {
            SEEN.clear();

            String response = Tcp.exchange(server.port(), request);

            assertThat(response).as(request).startsWith("HTTP/1.1 400").contains("Connection: close");
            assertThat(SEEN).as(request).isEmpty();
        }
    }

    @Test
    void what_is_too_long_is_called_so() {
        int port = server.port();

        assertThat(Tcp.get(port, "/socket.io/?a=" + "a".repeat(5000))).startsWith("HTTP/1.1 414");
        assertThat(Tcp.get(
                        port,
                        "/socket.io/?EIO=4&transport=polling",
                        "X: " + "a".repeat(9000),
                        "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 431");
        assertThat(
                        Tcp.exchange(
                                port,
                                "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(Tcp.exchange(port, "TRACE /v1 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: ");
    }

    @Test
    void a_chunk_that_makes_no_sense_ends_the_request() {
        String response = Tcp.exchange(
                server.port(),
                "POST /v1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\nb\r\nZ\r\n0\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 400").doesNotContain("GET /a");
    }

    @Test
    void a_head_request_gets_a_head_and_the_next_answer_stays_whole() {
        try (var tcp = new Tcp(server.port())) {
            tcp.send("HEAD /v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(tcp.readToEnd()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_backend_that_is_away_is_told_as_such() {
        try (var none = new TestServer();
                var dead = new TestServer(
                        config -> config.withRest(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))) {
            for (int port : new int[] {none.port(), dead.port()}) {
                assertThat(Tcp.get(port, "/health"))
                        .startsWith("HTTP/1.1 503")
                        .contains("application/problem+json", "Retry-After", "\"status\":503", "\"correlationId\":\"");
            }
        }
    }

    @Test
    void a_backend_that_breaks_off_is_told_as_such() {
        assertThat(Tcp.get(server.port(), "/break")).startsWith("HTTP/1.1 502").contains("application/problem+json");
    }

    // HTTP-01
    @Test
    void whoever_says_nothing_is_closed_and_whoever_has_spoken_may_rest() {
        try (var silent = new Tcp(server.port());
                var resting = new Tcp(server.port());
                var dripping = new Tcp(server.port())) {
            resting.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
            dripping.send("GET /1 HTTP/1.1\r\nHost: x\r\nX-A: ");
            long start = System.nanoTime();

            assertThat(silent.readToEnd()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(resting.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n").readResponse())
                    .endsWith("GET /2 0");
            // HTTP-02
            dripping.send("a");
            assertThat(dripping.readToEnd()).doesNotContain("still open");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static void exchange(int port, String... headers) {
        try (var tcp = new Tcp(port)) {
            SEEN.clear();
            tcp.send("GET /v1 HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                    .readResponse();
        }
    }

    private static String headers() throws InterruptedException {
        String seen = SEEN.poll(2, TimeUnit.SECONDS);
        assertThat(seen).isNotNull();
        return seen;
    }

    private static void echo(HttpExchange exchange) throws IOException {
        SEEN.add(exchange.getRequestHeaders().entrySet().toString());
        if (exchange.getRequestURI().getPath().equals("/break")) {
            exchange.close();
            return;
        }
        boolean mirror = exchange.getRequestURI().getPath().equals("/mirror");
        if (mirror) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
            return;
        }
        int length = exchange.getRequestBody().readAllBytes().length;
        byte[] answer = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + length)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : answer.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }
}
