package com.openride.fleet.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes fields out of a body by any of their names, and says which field is wrong. Null means absent. */
final class Fields {

    private static final double MILLISECONDS_FROM = 1e11;
    private static final double FARTHEST_MILLISECONDS = 1e14;

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** The fields of an object. */
    static Fields of(@Nullable JsonNode payload) {
        if (payload == null || !payload.isObject()) {
            throw new InvalidValue("body", "must be an object");
        }
        return new Fields(payload);
    }

    @Nullable JsonNode find(String... names) {
        for (String name : names) {
            JsonNode value = object.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    @Nullable Double number(String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new InvalidValue(names[0], "must be a number");
        }
        return value.doubleValue();
    }

    double requiredNumber(String... names) {
        Double value = number(names);
        if (value == null) {
            throw new InvalidValue(names[0], "is required");
        }
        return value;
    }

    @Nullable Boolean flag(String name) {
        JsonNode value = find(name);
        if (value != null && !value.isBoolean()) {
            throw new InvalidValue(name, "must be true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    @Nullable Long wholeNumber(String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidValue(names[0], "must be a whole number from 0");
        }
        return value.longValue();
    }

    @Nullable String text(String... names) {
        JsonNode value = find(names);
        if (value != null && !value.isTextual()) {
            throw new InvalidValue(names[0], "must be a string");
        }
        return value == null ? null : value.textValue();
    }

    @Nullable UUID id(String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw notAnId(names[0]);
        }
        throw notAnId(names[0]);
    }

    /** A time as ISO 8601, without a zone in UTC, or as seconds or milliseconds since 1970. */
    @Nullable Instant time(String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return null;
        }
        try {
            return value.isNumber() ? epoch(value.doubleValue()) : iso(value.textValue());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidValue(names[0], "must be ISO 8601, or seconds or milliseconds since 1970");
        }
    }

    private static Instant epoch(double value) {
        if (!(Math.abs(value) < FARTHEST_MILLISECONDS)) {
            throw new IllegalArgumentException("out of range");
        }
        return Instant.ofEpochMilli(Math.round(Math.abs(value) >= MILLISECONDS_FROM ? value : value * 1000));
    }

    private static Instant iso(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("not a text");
        }
        boolean zoned = text.endsWith("Z") || text.endsWith("z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?$");
        return zoned
                ? OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant()
                : LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                        .toInstant(ZoneOffset.UTC);
    }

    private static InvalidValue notAnId(String name) {
        return new InvalidValue(name, "must be a UUID of 36 characters");
    }
}
