package com.openride.fleet.adapter.rest;

import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the media types that we have a caller wants. */
final class Formats {

    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    static final String GPX = "application/gpx+xml";
    static final String CSV = "text/csv";

    private Formats() {}

    /** The first of the offered types that the header takes, in the order of the header; the first offered without one. */
    static String choose(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        return Stream.of(accept.split(",", -1))
                .map(range -> range.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
                .flatMap(range ->
                        offered.stream().filter(type -> matches(range, type)).limit(1))
                .findFirst()
                .orElseThrow(
                        () -> new RestFault(HttpStatus.NOT_ACCEPTABLE, "can be had as " + String.join(", ", offered)));
    }

    private static boolean matches(String range, String type) {
        return range.equals("*/*")
                || range.equals(type)
                || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
    }
}
