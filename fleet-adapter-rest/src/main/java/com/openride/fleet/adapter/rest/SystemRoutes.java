package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.application.port.in.CheckHealth;
import com.openride.fleet.application.port.in.CheckHealth.Health;
import com.openride.fleet.application.port.in.CheckHealth.Status;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What anyone may know: whether the service is well, and what it is. */
final class SystemRoutes {

    private final CheckHealth health;
    private final RestConfig config;

    SystemRoutes(CheckHealth health, RestConfig config) {
        this.health = health;
        this.config = config;
    }

    List<Route> all() {
        return List.of(
                open("/", "Says what this is.", json(200, "Name, version and links.", "About"), this::about),
                open(
                                "/health",
                                "Tells how every part is; 503 only when nothing works.",
                                json(200, "Healthy or degraded.", "Health"),
                                this::health)
                        .or(json(503, "Unhealthy.", "Health")),
                open("/live", "Tells that the process runs.", json(200, "It does.", "Word"), SystemRoutes::live),
                open(
                                "/ready",
                                "Tells whether new clients should be sent here; 503 when not.",
                                json(200, "They should.", "Word"),
                                this::ready)
                        .or(json(503, "They should not.", "Word")));
    }

    private static Route open(String path, String summary, Route.Answer answer, Route.Handler handler) {
        return Route.get(path, summary, List.of(), answer, handler).forAnyone();
    }

    private static void live(Call call) {
        call.json(HttpStatus.OK, Map.of("status", "live"));
    }

    private void about(Call call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", config.serviceName());
        fields.put("version", config.version());
        fields.put("docs", "/docs");
        fields.put("openapi", "/openapi.json");
        fields.put("health", "/health");
        fields.put("socketio", "/socket.io/");
        call.json(HttpStatus.OK, fields);
    }

    private void health(Call call) {
        Health now = health.health();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", now.status().name().toLowerCase(Locale.ROOT));
        fields.put("database", now.database());
        fields.put("redis", now.redis());
        fields.put("websocket", now.websocket());
        fields.put("connections", now.connections());
        fields.put("service", config.serviceName());
        fields.put("version", config.version());
        fields.put("uptimeSeconds", now.uptime().toSeconds());
        call.json(now.status() == Status.UNHEALTHY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK, fields);
    }

    private void ready(Call call) {
        boolean ready = health.ready();
        call.json(
                ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, Map.of("status", ready ? "ready" : "draining"));
    }
}
