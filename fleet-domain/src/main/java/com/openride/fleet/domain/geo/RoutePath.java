package com.openride.fleet.domain.geo;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.List;

/**
 * A road to follow, as the straight pieces between its points, with linear referencing: places on it are told by how far
 * along they lie.
 *
 * @param points 2 to 10000, in driving order
 */
public record RoutePath(List<GeoPoint> points) {

    private static final int MOST_POINTS = 10_000;

    public RoutePath {
        points = List.copyOf(points);
        if (points.size() < 2 || points.size() > MOST_POINTS) {
            throw new InvalidValue("route", "must have 2 to 10000 points");
        }
    }

    /**
     * A place seen from a route.
     *
     * @param alongMeters how far along the route its nearest point lies
     * @param offMeters how far it is from that point
     * @param point that nearest point
     */
    public record Projection(double alongMeters, double offMeters, GeoPoint point) {}

    /** The whole length in metres, along great circles between the points. */
    public double lengthMeters() {
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += points.get(i - 1).metersTo(points.get(i));
        }
        return length;
    }

    /** The nearest point of the whole route; the first such when several are as near. */
    public Projection project(GeoPoint place) {
        return project(place, 0);
    }

    /**
     * The nearest point of the rest of the route, so that a car on a route which crosses itself is not thrown back.
     *
     * @param fromAlongMeters where the rest begins, from 0 to the length; beyond the length means the last point
     */
    public Projection project(GeoPoint place, double fromAlongMeters) {
        Projection best = null;
        double start = 0;
        for (int i = 1; i < points.size(); i++) {
            var piece = new Piece(points.get(i - 1), points.get(i), start);
            if (piece.end() >= fromAlongMeters) {
                Projection candidate = piece.project(place, fromAlongMeters);
                best = best == null || candidate.offMeters() < best.offMeters() ? candidate : best;
            }
            start = piece.end();
        }
        return best != null ? best : end(place);
    }

    private Projection end(GeoPoint place) {
        GeoPoint last = points.get(points.size() - 1);
        return new Projection(lengthMeters(), place.metersTo(last), last);
    }

    /** The point so far along; the first point for less than nothing, the last for more than the length. */
    public GeoPoint pointAt(double alongMeters) {
        double start = 0;
        for (int i = 1; i < points.size(); i++) {
            var piece = new Piece(points.get(i - 1), points.get(i), start);
            if (piece.end() >= alongMeters) {
                return piece.at((alongMeters - start) / piece.length());
            }
            start = piece.end();
        }
        return points.get(points.size() - 1);
    }

    /**
     * The straight piece between two neighbouring points, in the plane that touches the Earth there (equirectangular
     * projection; for pieces below 10 km its error is far below that of any receiver).
     */
    private record Piece(GeoPoint from, GeoPoint to, double start) {

        double length() {
            return from.metersTo(to);
        }

        double end() {
            return start + length();
        }

        Projection project(GeoPoint place, double fromAlong) {
            double shrink = Math.cos(Math.toRadians((from.latitude() + to.latitude()) / 2));
            double x = eastward(from.longitude(), to.longitude()) * shrink;
            double y = to.latitude() - from.latitude();
            double px = eastward(from.longitude(), place.longitude()) * shrink;
            double py = place.latitude() - from.latitude();
            double square = x * x + y * y;
            double least = length() == 0 ? 0 : Math.max(0, (fromAlong - start) / length());
            double share = square == 0 ? 0 : (px * x + py * y) / square;
            double held = Math.min(1, Math.max(Math.min(1, least), share));
            GeoPoint nearest = at(held);
            return new Projection(start + held * length(), place.metersTo(nearest), nearest);
        }

        GeoPoint at(double share) {
            double held = Double.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
            double longitude = from.longitude() + held * eastward(from.longitude(), to.longitude());
            return new GeoPoint(
                    from.latitude() + held * (to.latitude() - from.latitude()), Math.IEEEremainder(longitude, 360));
        }

        private static double eastward(double from, double to) {
            return Math.IEEEremainder(to - from, 360);
        }
    }
}
