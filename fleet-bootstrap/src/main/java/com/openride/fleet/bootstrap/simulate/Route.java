package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A planned run.
 *
 * @param path the road, from the pickup to the drop-off
 * @param halts where it stops between, in metres along, ascending
 * @param tunnels where there is no reception
 */
record Route(RoutePath path, List<Double> halts, List<Tunnel> tunnels) {

    private static final double POINT_EVERY_METERS = 250;
    private static final double WIDEST_BEND_DEGREES = 0.006;
    private static final double TUNNEL_CHANCE = 0.6;

    Route {
        halts = List.copyOf(halts);
        tunnels = List.copyOf(tunnels);
    }

    /** A stretch without reception, in metres along the road. */
    record Tunnel(double from, double to) {

        boolean hides(double along) {
            return along >= from && along < to;
        }
    }

    /** A road with bends that no straight line has, between two hubs; the same chance gives the same road. */
    static Route between(Hub from, Hub to, RandomGenerator chance) {
        var path = new RoutePath(bentLine(from.place(), to.place(), chance));
        double length = path.lengthMeters();
        return new Route(path, halts(length, chance), tunnels(length, chance));
    }

    boolean hasReception(double along) {
        return tunnels.stream().noneMatch(tunnel -> tunnel.hides(along));
    }

    private static List<GeoPoint> bentLine(GeoPoint from, GeoPoint to, RandomGenerator chance) {
        double northward = to.latitude() - from.latitude();
        double eastward = to.longitude() - from.longitude();
        double length = Math.hypot(northward, eastward);
        double wide = WIDEST_BEND_DEGREES * (chance.nextDouble() * 2 - 1);
        double narrow = WIDEST_BEND_DEGREES / 4 * (chance.nextDouble() * 2 - 1);
        int pieces = Math.max(4, (int) (from.metersTo(to) / POINT_EVERY_METERS));
        List<GeoPoint> points = new ArrayList<>();
        for (int i = 0; i <= pieces; i++) {
            double share = (double) i / pieces;
            // Both waves are nothing at the ends, so that the road meets the hubs.
            double aside = wide * Math.sin(Math.PI * share) + narrow * Math.sin(5 * Math.PI * share);
            points.add(new GeoPoint(
                    from.latitude() + share * northward + aside * eastward / length,
                    from.longitude() + share * eastward - aside * northward / length));
        }
        return points;
    }

    private static List<Double> halts(double length, RandomGenerator chance) {
        int count = chance.nextInt(1, 4);
        List<Double> halts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            halts.add(length * (i + 0.4 * (chance.nextDouble() - 0.5)) / (count + 1));
        }
        return halts;
    }

    private static List<Tunnel> tunnels(double length, RandomGenerator chance) {
        if (chance.nextDouble() >= TUNNEL_CHANCE) {
            return List.of();
        }
        double begin = length * (0.1 + 0.6 * chance.nextDouble());
        return List.of(new Tunnel(begin, begin + 200 + 800 * chance.nextDouble()));
    }
}
