package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.postgis.jdbc.PGgeometry;
import net.postgis.jdbc.geometry.LineString;
import net.postgis.jdbc.geometry.Point;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** Binds our types, and reads places and lines, which are always in WGS 84. */
final class Points {

    private static final int WGS_84 = 4326;

    /** Lets statements bind our types. */
    void install(Jdbi jdbi) {
        jdbi.registerArgument(new PointArguments());
        jdbi.registerArgument(new LineArguments());
        jdbi.registerArgument(new IdArguments());
    }

    /** The place in a column, if there is one. */
    static @Nullable GeoPoint read(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof PGgeometry geometry && geometry.getGeometry() instanceof Point point
                ? place(point)
                : null;
    }

    /** The line in a column, if there is one. */
    static @Nullable RoutePath readLine(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof PGgeometry geometry && geometry.getGeometry() instanceof LineString line
                ? new RoutePath(
                        Arrays.stream(line.getPoints()).map(Points::place).toList())
                : null;
    }

    private static GeoPoint place(Point point) {
        return new GeoPoint(point.getY(), point.getX());
    }

    private static Point point(GeoPoint place) {
        return new Point(place.longitude(), place.latitude());
    }

    private static PGgeometry point(PGgeometry geometry) {
        geometry.getGeometry().setSrid(WGS_84);
        return geometry;
    }

    private static final class PointArguments extends AbstractArgumentFactory<GeoPoint> {

        PointArguments() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(GeoPoint value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, point(new PGgeometry(point(value))));
        }
    }

    private static final class LineArguments extends AbstractArgumentFactory<RoutePath> {

        LineArguments() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(RoutePath value, ConfigRegistry config) {
            List<GeoPoint> places = value.points();
            Point[] points = places.stream().map(Points::point).toArray(Point[]::new);
            return (position, statement, context) ->
                    statement.setObject(position, point(new PGgeometry(new LineString(points))));
        }
    }

    /** Without it an id that is null is sent as text, which the server does not take for a UUID. */
    private static final class IdArguments extends AbstractArgumentFactory<UUID> {

        IdArguments() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value);
        }
    }
}
