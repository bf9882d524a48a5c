package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocsTest {

    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        Reply page = server.getOpenly("/docs").isOk();

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).doesNotContain("//", "<script>");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'")
                .doesNotContain("http", "unsafe-eval", "*");
        List<String> assets = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(assets).hasSize(4);
        for (String asset : assets) {
            Reply reply = server.getOpenly(asset).isOk();
            assertThat(reply.text()).as(asset).isNotEmpty();
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void assets_have_the_types_that_browsers_insist_on() {
        assertThat(server.getOpenly("/docs/swagger-ui.css").header("Content-Type"))
                .startsWith("text/css");
        assertThat(server.getOpenly("/docs/swagger-ui-bundle.js").header("Content-Type"))
                .startsWith("text/javascript");
        assertThat(server.getOpenly("/docs/start.js").isOk().text()).contains("/openapi.json");
    }

    @Test
    void nothing_else_of_the_class_path_can_be_had() {
        for (String asset : List.of("index.html", "swagger-ui.js.map", "package.json", "swagger-initializer.js")) {
            server.getOpenly("/docs/" + asset).isProblem(404, "NOT_FOUND");
        }
        for (String climb : List.of("/docs/..%2f..%2fpom.properties", "/docs/%2e%2e/health")) {
            assertThat(server.raw("GET " + climb + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
    }
}
