package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What a server of Socket.IO 5 sends in a text frame of Engine.IO 4, as far as a client of one namespace needs it. */
sealed interface Packet {

    /** The transport is open, and a ping comes at least so often. */
    record Open(long pingMilliseconds, long timeoutMilliseconds) implements Packet {}

    /** To be answered with a pong. */
    record Ping() implements Packet {}

    /** The client is in. */
    record Admitted() implements Packet {}

    /** The client is not let in. */
    record Refusal(String code, String message) implements Packet {}

    /** Something happened. */
    record Event(String name, JsonNode payload) implements Packet {}

    /** The answer to an event of this client's. */
    record Ack(long id, JsonNode answer) implements Packet {}

    /** The server ends the session. */
    record Goodbye() implements Packet {}

    /** Nothing to act on. */
    record Ignored() implements Packet {}

    /**
     * Reads a frame.
     *
     * @throws JsonProcessingException when its payload is no JSON
     */
    static Packet read(String frame) throws JsonProcessingException {
        return switch (frame.isEmpty() ? ' ' : frame.charAt(0)) {
            case '0' -> open(Json.read(frame.substring(1)));
            case '1' -> new Goodbye();
            case '2' -> new Ping();
            case '4' -> message(frame);
            default -> new Ignored();
        };
    }

    private static Packet open(JsonNode handshake) {
        return new Open(
                handshake.path("pingInterval").asLong(25_000),
                handshake.path("pingTimeout").asLong(20_000));
    }

    private static Packet message(String frame) throws JsonProcessingException {
        return switch (frame.length() < 2 ? ' ' : frame.charAt(1)) {
            case '0' -> new Admitted();
            case '1' -> new Goodbye();
            case '2' -> event(Json.read(frame.substring(digitsEnd(frame, 2))));
            case '3' -> ack(frame);
            case '4' -> refusal(Json.read(frame.substring(2)));
            default -> new Ignored();
        };
    }

    private static Packet event(JsonNode arguments) {
        JsonNode payload = arguments.get(1);
        return new Event(arguments.path(0).asText(), payload == null ? MissingNode.getInstance() : payload);
    }

    private static Packet ack(String frame) throws JsonProcessingException {
        int end = digitsEnd(frame, 2);
        return end == 2 || end > 20
                ? new Ignored()
                : new Ack(
                        Long.parseLong(frame.substring(2, end)),
                        Json.read(frame.substring(end)).path(0));
    }

    private static Packet refusal(JsonNode error) {
        return new Refusal(
                error.path("data").path("code").asText("REFUSED"),
                error.path("message").asText("refused"));
    }

    private static int digitsEnd(String text, int begin) {
        int end = begin;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
