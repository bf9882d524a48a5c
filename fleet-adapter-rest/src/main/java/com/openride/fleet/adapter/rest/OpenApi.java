package com.openride.fleet.adapter.rest;

import com.openride.fleet.adapter.rest.Route.Answer;
import com.openride.fleet.adapter.rest.Route.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API document (OpenAPI 3.1), made from the same routes that are served. */
final class OpenApi {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private OpenApi() {}

    static Map<String, Object> of(List<Route> routes, RestConfig config) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "OpenRide Fleet",
                        "version",
                        config.version(),
                        "description",
                        "Real-time fleet tracking. Live positions and trip updates come over Socket.IO at /socket.io/."));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths(routes));
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of("bearer", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")),
                        "schemas",
                        Schemas.all()));
        return document;
    }

    private static Map<String, Object> paths(List<Route> routes) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            Map<String, Object> methods = new LinkedHashMap<>();
            routes.stream()
                    .filter(other -> other.path().equals(route.path()))
                    .forEach(other -> methods.put(other.method().name().toLowerCase(Locale.ROOT), operation(other)));
            paths.putIfAbsent(route.path(), methods);
        }
        return paths;
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        operation.put("parameters", parameters(route));
        if (!route.body().isEmpty()) {
            boolean optional = route.body().endsWith("?");
            String shape = optional ? route.body().substring(0, route.body().length() - 1) : route.body();
            operation.put(
                    "requestBody",
                    Map.of("required", !optional, "content", Map.of("application/json", Map.of("schema", ref(shape)))));
        }
        operation.put("responses", responses(route));
        operation.put("security", route.open() ? List.of() : List.of(Map.of("bearer", List.of())));
        return operation;
    }

    private static List<Map<String, Object>> parameters(Route route) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PATH_PARAMETER.matcher(route.path());
        while (matcher.find()) {
            parameters.add(Map.of("name", matcher.group(1), "in", "path", "required", true, "schema", ref("uuid")));
        }
        for (Parameter parameter : route.parameters()) {
            parameters.add(Map.of(
                    "name", parameter.name(),
                    "in", parameter.in(),
                    "description", parameter.meaning(),
                    "schema", ref(parameter.schema())));
        }
        return parameters;
    }

    private static Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new LinkedHashMap<>();
        for (Answer answer : route.answers()) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("description", answer.meaning());
            if (!answer.types().isEmpty()) {
                Map<String, Object> content = new LinkedHashMap<>();
                answer.types().forEach(type -> content.put(type, Map.of("schema", schemaOf(type, answer))));
                response.put("content", content);
            }
            responses.put(Integer.toString(answer.status()), response);
        }
        responses.put(
                "default",
                Map.of(
                        "description",
                        "What went wrong.",
                        "content",
                        Map.of("application/problem+json", Map.of("schema", ref("Problem")))));
        return responses;
    }

    private static Map<String, Object> schemaOf(String type, Answer answer) {
        return type.equals(Formats.JSON) ? ref(answer.schema()) : Map.of("type", "string");
    }

    private static Map<String, Object> ref(String name) {
        Map<String, Object> simple = Schemas.simple(name);
        return simple.isEmpty() ? Map.of("$ref", "#/components/schemas/" + name) : simple;
    }
}
