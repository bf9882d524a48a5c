package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An answer, as a client sees it. */
record Reply(int status, HttpHeaders headers, String text) {

    private static final JsonMapper READER = new JsonMapper();

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The names of the fields of the whole answer, in order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The body without the one field that differs from answer to answer. */
    String withoutCorrelation() {
        String id = json().path("correlationId").asText();
        return text().replace(id, "");
    }

    /** Checks that this is well-formed problem details with the status and code. */
    Reply isProblem(int expectedStatus, String code) {
        assertThat(status).as(text()).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(names()).startsWith("type", "title", "status", "detail", "code", "correlationId");
        assertThat(json().path("status").asInt()).isEqualTo(expectedStatus);
        assertThat(json().path("code").asText()).isEqualTo(code);
        assertThat(json().path("correlationId").asText()).isNotEmpty();
        assertThat(text()).doesNotContain("Exception", "com.openride", "io.javalin", "org.eclipse", "jackson");
        return this;
    }

    /** Checks that this refuses the field. */
    Reply refuses(String field) {
        isProblem(400, "INVALID_PAYLOAD");
        assertThat(json().at("/errors/0/field").asText()).isEqualTo(field);
        return this;
    }

    Reply isOk() {
        assertThat(status).as(text()).isEqualTo(200);
        return this;
    }
}
