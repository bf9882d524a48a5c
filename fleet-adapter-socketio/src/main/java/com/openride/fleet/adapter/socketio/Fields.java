package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that a client sent. Each is asked for by its name and by its other spellings; a field that is
 * null counts as absent, and unknown fields are never looked at. Every method throws {@link InvalidValue} naming the field.
 *
 * @param node a JSON object
 */
record Fields(JsonNode node) {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    Fields {
        if (!node.isObject()) {
            throw new InvalidValue("payload", "must be a JSON object");
        }
    }

    double requiredNumber(String name, String... aliases) {
        Double number = number(name, aliases);
        if (number == null) {
            throw new InvalidValue(name, "is required");
        }
        return number;
    }

    @Nullable Double number(String name, String... aliases) {
        JsonNode value = find(name, aliases);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new InvalidValue(name, "must be a number");
        }
        return value.doubleValue();
    }

    @Nullable Long wholeNumber(String name, String... aliases) {
        JsonNode value = find(name, aliases);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidValue(name, "must be a whole number, not negative");
        }
        return value.longValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = find(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new InvalidValue(name, "must be true or false");
        }
        return value.booleanValue();
    }

    @Nullable UUID id(String name, String... aliases) {
        JsonNode value = find(name, aliases);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual() || !UUID_TEXT.matcher(value.textValue()).matches()) {
            throw new InvalidValue(name, "must be a UUID");
        }
        return UUID.fromString(value.textValue());
    }

    String requiredText(String name) {
        JsonNode value = find(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InvalidValue(name, "is required");
        }
        return value.textValue();
    }

    @Nullable Instant instant(String name, String... aliases) {
        JsonNode value = find(name, aliases);
        return value.isMissingNode() ? null : Timestamps.read(name, value);
    }

    /** The value of the field, or a missing node. */
    JsonNode find(String name, String... aliases) {
        JsonNode value = present(name);
        for (String alias : aliases) {
            value = value.isMissingNode() ? present(alias) : value;
        }
        return value;
    }

    private JsonNode present(String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
