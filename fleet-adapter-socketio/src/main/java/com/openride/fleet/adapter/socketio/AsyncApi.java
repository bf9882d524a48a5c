package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.EventCatalog.Said;
import com.openride.fleet.adapter.socketio.EventCatalog.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document of the events (AsyncAPI 3.0), made for the same routes that are served. */
final class AsyncApi {

    private static final String CHANNEL = "#/channels/fleet";

    private AsyncApi() {}

    /**
     * The document.
     *
     * @param routes how each event of clients is answered
     * @throws IllegalStateException when an event is answered and not described, or the reverse
     */
    static Map<String, Object> of(Map<String, Route> routes, String version) {
        List<String> described =
                EventCatalog.SAID.stream().map(Said::name).sorted().toList();
        if (!described.equals(routes.keySet().stream().sorted().toList())) {
            throw new IllegalStateException("described are " + described + ", answered " + routes.keySet());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info(version));
        document.put("defaultContentType", "application/json");
        document.put("channels", Map.of("fleet", channel()));
        document.put("operations", operations(routes));
        document.put("components", Map.of("schemas", EventShapes.all(), "securitySchemes", Map.of("token", token())));
        return document;
    }

    private static Map<String, Object> info(String version) {
        return Map.of(
                "title",
                "OpenRide Fleet events",
                "version",
                version,
                "description",
                "Socket.IO (Engine.IO 4) at /socket.io/. Every event of a client is answered if it asks for that;"
                        + " without, a failure comes as the event error. Underscores for colons are understood.");
    }

    private static Map<String, Object> token() {
        return Map.of(
                "type",
                "httpApiKey",
                "name",
                "token",
                "in",
                "query",
                "description",
                "auth.token of the handshake: a JWT");
    }

    private static Map<String, Object> channel() {
        Map<String, Object> messages = new LinkedHashMap<>();
        for (Said said : EventCatalog.SAID) {
            messages.put(key("say", said.name()), message(said.name(), said.meaning(), payload(said.payload())));
            Map<String, Object> answer =
                    Map.of("oneOf", List.of(EventShapes.ref(said.answer()), EventShapes.ref("Failed")));
            messages.put(key("answer", said.name()), message(said.name(), "The answer to it.", answer));
        }
        for (Told told : EventCatalog.TOLD) {
            messages.put(key("hear", told.name()), message(told.name(), told.meaning(), payload(told.payload())));
        }
        return Map.of("address", "/socket.io/", "messages", messages);
    }

    private static Map<String, Object> message(String name, String summary, Map<String, Object> payload) {
        return Map.of("name", name, "summary", summary, "payload", payload);
    }

    private static Map<String, Object> payload(String shape) {
        if (shape.isEmpty()) {
            return Map.of("type", "null");
        }
        return shape.endsWith("?")
                ? Map.of(
                        "oneOf",
                        List.of(EventShapes.ref(shape.substring(0, shape.length() - 1)), Map.of("type", "null")))
                : EventShapes.ref(shape);
    }

    private static Map<String, Object> operations(Map<String, Route> routes) {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Said said : EventCatalog.SAID) {
            Route route = routes.get(said.name());
            operations.put(key("say", said.name()), said(said, route == null ? List.of() : roles(route)));
        }
        for (Told told : EventCatalog.TOLD) {
            Map<String, Object> operation = operation("send", told.meaning(), key("hear", told.name()));
            operations.put(key("hear", told.name()), operation);
        }
        return operations;
    }

    private static Map<String, Object> said(Said said, List<String> roles) {
        Map<String, Object> operation = operation("receive", said.meaning(), key("say", said.name()));
        operation.put("reply", Map.of("channel", ref(CHANNEL), "messages", List.of(messageRef("answer", said.name()))));
        operation.put("x-roles", roles);
        operation.put("x-errors", said.codes());
        return operation;
    }

    private static Map<String, Object> operation(String action, String summary, String message) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("action", action);
        operation.put("channel", ref(CHANNEL));
        operation.put("summary", summary);
        operation.put("messages", List.of(ref(CHANNEL + "/messages/" + message)));
        return operation;
    }

    private static List<String> roles(Route route) {
        return route.roles().stream().map(Enum::name).sorted().toList();
    }

    private static Map<String, Object> messageRef(String direction, String event) {
        return ref(CHANNEL + "/messages/" + key(direction, event));
    }

    private static Map<String, Object> ref(String where) {
        return Map.of("$ref", where);
    }

    /** Keys of AsyncAPI know no colons. */
    private static String key(String direction, String event) {
        return direction + "." + event.replace(':', '.');
    }
}
