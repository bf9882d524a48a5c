package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Compares values with the JSON schemas of a document; a field that is not described is as wrong as one that is missing. */
final class Schema {

    private final JsonNode document;

    Schema(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with the value; empty when nothing is. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return faults(schema, value, "$");
    }

    private List<String> faults(JsonNode schema, JsonNode value, String path) {
        JsonNode told = resolved(schema);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (told.has(choice)) {
                return choice(told.path(choice), value, path);
            }
        }
        if (!isOf(told.path("type").asText(), value)) {
            return List.of(path + " is no " + told.path("type").asText() + ": " + value);
        }
        List<String> faults = new ArrayList<>();
        if (value.isObject()) {
            object(told, value, path, faults);
        } else if (value.isArray()) {
            value.forEach(item -> faults.addAll(faults(told.path("items"), item, path + "[]")));
        } else if (!isWithin(told, value)) {
            faults.add(path + " is not as described: " + value);
        }
        return faults;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private List<String> choice(JsonNode choices, JsonNode value, String path) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : choices) {
            List<String> faults = faults(one, value, path);
            if (faults.isEmpty()) {
                return List.of();
            }
            all.addAll(faults);
        }
        return all;
    }

    private void object(JsonNode schema, JsonNode value, String path, List<String> faults) {
        JsonNode properties = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(path + "." + name.asText() + " is missing");
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            if (properties.has(name)) {
                faults.addAll(faults(properties.path(name), value.path(name), path + "." + name));
            } else if (!properties.isMissingNode()) {
                faults.add(path + "." + name + " is not described");
            }
        });
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static boolean isWithin(JsonNode schema, JsonNode value) {
        boolean bounded = !value.isNumber()
                || (value.doubleValue() >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        && value.doubleValue() <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY));
        return bounded
                && (!schema.has("const") || schema.path("const").equals(value))
                && (!schema.has("enum") || contains(schema.path("enum"), value))
                && isFormatted(schema.path("format").asText(), value.asText());
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFormatted(String format, String text) {
        try {
            return switch (format) {
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "date-time" ->
                    text.matches(".*\\.\\d{3}Z") && !Instant.parse(text).equals(Instant.EPOCH);
                default -> true;
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }
}
