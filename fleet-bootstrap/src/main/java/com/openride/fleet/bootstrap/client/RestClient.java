package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.BearerToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Another service's view of REST: plans trips, takes their steps, reads locations. Safe for use by many threads. */
public final class RestClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI server;
    private final Supplier<BearerToken> token;

    /**
     * A client of the server at the address.
     *
     * @param token what each request presents
     */
    public RestClient(URI server, Supplier<BearerToken> token) {
        this.server = server;
        this.token = token;
    }

    /**
     * An answer of any status.
     *
     * @param status the HTTP status
     * @param body the JSON, a problem's too
     */
    public record Response(int status, JsonNode body) {

        /** Whether it was done. */
        public boolean ok() {
            return status / 100 == 2;
        }

        /** The problem in a few words. */
        public String problem() {
            return status + " " + body.path("code").asText() + " "
                    + body.path("detail").asText();
        }
    }

    /** Plans a trip; sent again after a broken connection, which is safe since the same plan is taken once. */
    public CompletionStage<Response> register(JsonNode trip) {
        return send(request("/v1/trips").POST(BodyPublishers.ofString(Json.write(trip))), ATTEMPTS);
    }

    /** Takes a step in a trip's life; sent again after a broken connection under the same idempotency key. */
    public CompletionStage<Response> step(UUID trip, JsonNode step) {
        return send(
                request("/v1/trips/" + trip + "/status")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(Json.write(step))),
                ATTEMPTS);
    }

    /** Reads what the path, with its query, shows. */
    public CompletionStage<Response> read(String path) {
        return send(request(path).GET(), ATTEMPTS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get().text())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private CompletableFuture<Response> send(HttpRequest.Builder request, int attempts) {
        return http.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(RestClient::response)
                .handle((response, failure) ->
                        failure == null || attempts == 1 ? outcome(response, failure) : send(request, attempts - 1))
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<Response> outcome(Response response, Throwable failure) {
        return failure == null ? CompletableFuture.completedFuture(response) : CompletableFuture.failedFuture(failure);
    }

    private static Response response(HttpResponse<String> response) {
        try {
            String body = response.body();
            return new Response(response.statusCode(), Json.read(body.isEmpty() ? "{}" : body));
        } catch (JsonProcessingException e) {
            return new Response(response.statusCode(), Json.object().put("detail", "the answer is no JSON"));
        }
    }
}
