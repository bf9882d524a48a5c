package com.openride.fleet.adapter.rest;

import io.javalin.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the media types that we have a caller wants. */
final class Formats {

    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    static final String GPX = "application/gpx+xml";
    static final String CSV = "text/csv";

    private Formats() {}

    /**
     * Which of the offered types the header likes best (RFC 9110, 12.5.1): by weight, then by the order of the header; the
     * first offered without a header.
     */
    static String choose(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        return Stream.of(accept.split(",", -1))
                .map(Liking::of)
                .filter(liking -> liking.weight > 0)
                .sorted(Comparator.comparingDouble(Liking::weight).reversed())
                .flatMap(liking -> offered.stream().filter(liking::takes).limit(1))
                .findFirst()
                .orElseThrow(
                        () -> new RestFault(HttpStatus.NOT_ACCEPTABLE, "can be had as " + String.join(", ", offered)));
    }

    /** One range of an Accept header with its weight; a weight that cannot be read counts as full. */
    private record Liking(String range, double weight) {

        private static final Pattern WEIGHT = Pattern.compile("q=([01](\\.\\d{0,3})?)");

        static Liking of(String text) {
            List<String> parts = Stream.of(text.split(";", -1))
                    .map(part -> part.strip().toLowerCase(Locale.ROOT))
                    .toList();
            double weight = parts.stream()
                    .map(WEIGHT::matcher)
                    .filter(Matcher::matches)
                    .mapToDouble(match -> Double.parseDouble(match.group(1)))
                    .findFirst()
                    .orElse(1);
            return new Liking(parts.get(0), weight);
        }

        boolean takes(String type) {
            return range.equals("*/*")
                    || range.equals(type)
                    || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
        }
    }
}
