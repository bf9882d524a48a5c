package com.openride.fleet.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Compares a value with a schema of the API document: as much of JSON Schema as the document uses, and no unknown field. */
record Shape(JsonNode document) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    /** What is wrong, as sentences; empty when nothing is. */
    List<String> faults(JsonNode schema, JsonNode value, String at) {
        List<String> faults = new ArrayList<>();
        if (schema.has("$ref")) {
            return faults(resolve(schema.path("$ref").asText()), value, at);
        }
        if (schema.has("anyOf")) {
            boolean any = false;
            for (JsonNode one : schema.path("anyOf")) {
                any |= faults(one, value, at).isEmpty();
            }
            return any ? List.of() : List.of(at + " fits nothing it may be: " + value);
        }
        if (!fits(schema, value)) {
            faults.add(at + " is no " + schema + ": " + value);
        } else if (value.isArray()) {
            value.forEach(item -> faults.addAll(faults(schema.path("items"), item, at + "[]")));
        } else if (value.isObject() && schema.has("properties")) {
            faults.addAll(fields(schema, value, at));
        }
        return faults;
    }

    JsonNode resolve(String reference) {
        return document.at(reference.substring(1));
    }

    private List<String> fields(JsonNode schema, JsonNode value, String at) {
        List<String> faults = new ArrayList<>();
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "." + name.asText() + " is missing");
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            JsonNode field = schema.path("properties").path(name);
            if (field.isMissingNode()) {
                faults.add(at + "." + name + " is in no document");
            } else {
                faults.addAll(faults(field, value.path(name), at + "." + name));
            }
        });
        return faults;
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "string" -> value.isTextual() && text(schema, value.asText());
            default -> false;
        };
    }

    private static boolean text(JsonNode schema, String text) {
        boolean listed = !schema.has("enum") || schema.path("enum").toString().contains("\"" + text + "\"");
        return listed
                && switch (schema.path("format").asText()) {
                    case "uuid" -> UUID.fromString(text).toString().equals(text);
                    case "date-time" -> TIME.matcher(text).matches();
                    default -> true;
                };
    }
}
