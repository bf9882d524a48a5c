package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.ViewTrips;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.trip.TripId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as a text that means nothing to a client. */
final class Cursors {

    private static final Pattern TIME = Pattern.compile("l(\\d{1,15})");
    private static final Pattern ALERT = Pattern.compile("a(\\d{1,18})");
    private static final Pattern AUDIT = Pattern.compile("n(\\d{1,18})");
    private static final Pattern TRIP = Pattern.compile("t(\\d{1,15}),([0-9a-f-]{36})");

    private Cursors() {}

    static String of(Instant recordedAt) {
        return encode("l" + recordedAt.toEpochMilli());
    }

    static String of(ViewTrips.Cursor cursor) {
        return encode("t" + cursor.createdAt().toEpochMilli() + "," + cursor.trip());
    }

    /** Behind the alert with this number. */
    static String of(long alert) {
        return encode("a" + alert);
    }

    /** Behind the entry of the audit with this number. */
    static String ofAudit(long number) {
        return encode("n" + number);
    }

    static @Nullable Long audit(@Nullable String text) {
        return text == null ? null : Long.valueOf(match(AUDIT, text).group(1));
    }

    static @Nullable Long alert(@Nullable String text) {
        return text == null ? null : Long.valueOf(match(ALERT, text).group(1));
    }

    static @Nullable Instant time(@Nullable String text) {
        return text == null
                ? null
                : Instant.ofEpochMilli(Long.parseLong(match(TIME, text).group(1)));
    }

    static ViewTrips.@Nullable Cursor trip(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = match(TRIP, text);
        try {
            return new ViewTrips.Cursor(
                    Instant.ofEpochMilli(Long.parseLong(parts.group(1))), new TripId(UUID.fromString(parts.group(2))));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Matcher match(Pattern pattern, String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Matcher matcher = pattern.matcher(new String(bytes, StandardCharsets.US_ASCII));
            if (matcher.matches()) {
                return matcher;
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static InvalidValue malformed() {
        return new InvalidValue("cursor", "must be one that this service gave out");
    }
}
