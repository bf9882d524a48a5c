package com.openride.fleet.domain.geo;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoded polyline format, at five decimals (Google Maps Platform, "Encoded Polyline Algorithm Format"): zig-zag
 * differences between neighbours in groups of five bits, least first, as printable characters.
 */
public final class Polyline {

    private static final double STEPS_PER_DEGREE = 1e5;
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_SHIFT = 30;

    private Polyline() {}

    /** Writes the points, rounded to 1e-5 degrees (about a metre). */
    public static String encode(List<GeoPoint> points) {
        var text = new StringBuilder();
        long latitude = 0;
        long longitude = 0;
        for (GeoPoint point : points) {
            long nextLatitude = Math.round(point.latitude() * STEPS_PER_DEGREE);
            long nextLongitude = Math.round(point.longitude() * STEPS_PER_DEGREE);
            append(text, nextLatitude - latitude);
            append(text, nextLongitude - longitude);
            latitude = nextLatitude;
            longitude = nextLongitude;
        }
        return text.toString();
    }

    /**
     * Reads at most 10000 points.
     *
     * @throws InvalidValue naming {@code route} when the text is cut short, has other characters or leaves the Earth
     */
    public static List<GeoPoint> decode(String text) {
        var points = new ArrayList<GeoPoint>();
        var reader = new Reader(text);
        long latitude = 0;
        long longitude = 0;
        int position = 0;
        while (position < text.length()) {
            long[] first = reader.number(position);
            long[] second = reader.number((int) first[1]);
            latitude += first[0];
            longitude += second[0];
            position = (int) second[1];
            points.add(point(latitude, longitude));
            if (points.size() > MOST_POINTS) {
                throw new InvalidValue("route", "must have 2 to 10000 points");
            }
        }
        return List.copyOf(points);
    }

    private static GeoPoint point(long latitude, long longitude) {
        try {
            return new GeoPoint(latitude / STEPS_PER_DEGREE, longitude / STEPS_PER_DEGREE);
        } catch (InvalidValue e) {
            throw malformed();
        }
    }

    private static void append(StringBuilder text, long difference) {
        long rest = difference < 0 ? ~(difference << 1) : difference << 1;
        while (rest >= 0x20) {
            text.append((char) (((rest & 0x1f) | 0x20) + 63));
            rest >>= 5;
        }
        text.append((char) (rest + 63));
    }

    private static InvalidValue malformed() {
        return new InvalidValue("route", "must be an encoded polyline with five decimals");
    }

    private record Reader(String text) {

        /** The number that begins at the position, and the position after it. */
        long[] number(int begin) {
            long bits = 0;
            int position = begin;
            for (int shift = 0; shift <= MOST_SHIFT; shift += 5) {
                int group = group(position++);
                bits |= (long) (group & 0x1f) << shift;
                if (group < 0x20) {
                    return new long[] {(bits & 1) == 1 ? ~(bits >> 1) : bits >> 1, position};
                }
            }
            throw malformed();
        }

        private int group(int position) {
            if (position >= text.length()) {
                throw malformed();
            }
            int group = text.charAt(position) - 63;
            if (group < 0 || group > 0x3f) {
                throw malformed();
            }
            return group;
        }
    }
}
