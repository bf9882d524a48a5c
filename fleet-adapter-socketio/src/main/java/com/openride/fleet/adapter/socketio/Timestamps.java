package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Instants on the wire: out in one form, in in several. */
final class Timestamps {

    private static final DateTimeFormatter OUT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Smaller numbers are seconds, up to the year 5138; larger ones milliseconds, from March 1973 on. */
    private static final double FIRST_MILLIS = 1e11;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Timestamps() {}

    /** RFC 3339 in UTC with milliseconds. */
    static String format(Instant instant) {
        return OUT.format(instant);
    }

    /**
     * Reads ISO 8601, where no zone means UTC, or the seconds or milliseconds of the epoch.
     *
     * @throws InvalidValue naming the field
     */
    static Instant read(String field, JsonNode node) {
        try {
            Instant instant = node.isNumber() ? ofEpoch(node.doubleValue()) : ofText(node);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Falls through to the one refusal below.
        }
        throw new InvalidValue(field, "must be ISO 8601, or seconds or milliseconds since 1970");
    }

    private static Instant ofEpoch(double number) {
        return Instant.ofEpochMilli(Math.round(Math.abs(number) < FIRST_MILLIS ? number * 1000 : number));
    }

    private static Instant ofText(JsonNode node) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                node.isTextual() ? node.textValue() : "", OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }
}
