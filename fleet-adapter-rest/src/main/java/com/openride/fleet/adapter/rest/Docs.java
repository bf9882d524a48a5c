package com.openride.fleet.adapter.rest;

import com.openride.fleet.adapter.rest.Route.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Shows the API document with Swagger UI, from the class path alone. */
final class Docs {

    private static final String BUNDLE = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Map<String, String> ASSETS = Map.of(
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "favicon-32x32.png", "image/png");
    private static final Answer DOCUMENT = Answer.json(200, "This document.", "object");
    private static final Answer PEOPLE = new Answer(200, "A page.", List.of("text/html"), "");
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>OpenRide Fleet API</title>
            <link rel="stylesheet" href="/docs/swagger-ui.css">
            <link rel="icon" href="/docs/favicon-32x32.png">
            </head>
            <body>
            <div id="swagger-ui"></div>
            <script src="/docs/swagger-ui-bundle.js"></script>
            <script src="/docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START = "SwaggerUIBundle({url: '/openapi.json', dom_id: '#swagger-ui'});";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final String folder;
    private final List<Route> routes;
    private final String json;

    /** The document of the other routes and of those that show it. */
    Docs(List<Route> others, RestConfig config) {
        try (InputStream in = open(BUNDLE)) {
            var properties = new Properties();
            properties.load(in);
            folder = "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        routes = Stream.concat(events(config).stream(), ours().stream()).toList();
        json = Json.write(
                OpenApi.of(Stream.concat(others.stream(), routes.stream()).toList(), config));
    }

    /** The document of the events, which another module has made. */
    private static List<Route> events(RestConfig config) {
        if (config.asyncApi().isEmpty()) {
            return List.of();
        }
        Route.Handler handler = call -> call.context().contentType(Formats.JSON).result(config.asyncApi());
        return List.of(Route.get("/asyncapi.json", "Describes the events of sockets.", List.of(), DOCUMENT, handler)
                .forAnyone());
    }

    private List<Route> ours() {
        return List.of(
                Route.get("/openapi.json", "Describes this API.", List.of(), DOCUMENT, this::document)
                        .forAnyone(),
                Route.get("/docs", "Shows that description to people.", List.of(), PEOPLE, call -> page(call.context()))
                        .forAnyone());
    }

    List<Route> all() {
        return routes;
    }

    /** Serves what the page needs; none of it is part of the API. */
    void addAssets(RoutesConfig javalin) {
        javalin.get(
                "/docs/start.js",
                context -> context.contentType("text/javascript").result(START));
        javalin.get("/docs/{asset}", this::asset);
    }

    private void document(Call call) {
        call.context().contentType(Formats.JSON).result(json);
    }

    private static void page(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .contentType("text/html; charset=utf-8")
                .result(PAGE);
    }

    private void asset(Context context) {
        String name = context.pathParam("asset");
        String type = ASSETS.get(name);
        if (type == null) {
            throw new RestFault(HttpStatus.NOT_FOUND, "there is nothing here");
        }
        context.header("Cache-Control", "public, max-age=3600")
                .contentType(type)
                .result(open(folder + name));
    }

    private static InputStream open(String resource) {
        InputStream in = Docs.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + resource);
        }
        return in;
    }
}
