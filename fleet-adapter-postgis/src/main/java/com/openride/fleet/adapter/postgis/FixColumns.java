package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.Doubt;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Fixes as columns, one array for each when many are written at once. Times go as whole milliseconds; bearing, speed,
 * accuracy and altitude as {@code real}, which keeps six digits of each.
 */
final class FixColumns {

    /** The arrays as a table; its columns are named as those of the tables. */
    static final String INPUT = """
            SELECT driver_id, timestamptz 'epoch' + recorded * interval '1 millisecond' AS recorded_at,
                timestamptz 'epoch' + received * interval '1 millisecond' AS received_at,
                ST_SetSRID(ST_MakePoint(longitude, latitude), 4326) AS point,
                bearing, speed, accuracy, altitude, doubts
            FROM unnest(:drivers, :recorded, :received, :latitudes, :longitudes, :bearings, :speeds, :accuracies,
                :altitudes, :doubts) AS input (driver_id, recorded, received, latitude, longitude, bearing, speed,
                accuracy, altitude, doubts)
            """;

    /** What is read of a row of {@code fix} or of {@code driver_position}. */
    static final String OUTPUT = """
            driver_id, recorded_at, received_at, ST_Y(point::geometry) AS latitude, ST_X(point::geometry) AS longitude,
            bearing, speed, accuracy, altitude, doubts""";

    private static final Doubt[] DOUBTS = Doubt.values();

    private FixColumns() {}

    /** Binds the arrays of {@link #INPUT}. */
    static <S extends SqlStatement<S>> S bind(S statement, List<DriverLocation> fixes) {
        bindPlaces(statement, fixes);
        return statement
                .bindArray(
                        "bearings",
                        Float.class,
                        column(fixes, fix -> bearing(fix.fix().bearing())))
                .bindArray(
                        "speeds",
                        Float.class,
                        column(fixes, fix -> speed(fix.fix().speed())))
                .bindArray(
                        "accuracies",
                        Float.class,
                        column(fixes, fix -> accuracy(fix.fix().accuracy())))
                .bindArray(
                        "altitudes",
                        Float.class,
                        column(fixes, fix -> altitude(fix.fix().altitude())))
                .bindArray("doubts", Short.class, column(fixes, fix -> bits(fix.doubts())));
    }

    private static void bindPlaces(SqlStatement<?> statement, List<DriverLocation> fixes) {
        statement.bindArray(
                "drivers", UUID.class, column(fixes, fix -> fix.driver().value()));
        statement.bindArray(
                "recorded",
                Long.class,
                column(fixes, fix -> fix.fix().recordedAt().toEpochMilli()));
        statement.bindArray(
                "received", Long.class, column(fixes, fix -> fix.receivedAt().toEpochMilli()));
        statement.bindArray(
                "latitudes",
                Double.class,
                column(fixes, fix -> fix.fix().point().latitude()));
        statement.bindArray(
                "longitudes",
                Double.class,
                column(fixes, fix -> fix.fix().point().longitude()));
    }

    /** Reads what {@link #OUTPUT} selects. */
    static DriverLocation read(ResultSet row) throws SQLException {
        Double bearing = measure(row, "bearing");
        Double speed = measure(row, "speed");
        Double accuracy = measure(row, "accuracy");
        Double altitude = measure(row, "altitude");
        var fix = new LocationFix(
                new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                Columns.instant(row, "recorded_at"),
                bearing == null ? null : new Bearing(bearing),
                speed == null ? null : new Speed(speed),
                accuracy == null ? null : new Accuracy(accuracy),
                altitude == null ? null : new Altitude(altitude));
        Instant received = Columns.instant(row, "received_at");
        return new DriverLocation(
                new DriverId(Columns.id(row, "driver_id")), fix, received, doubts(row.getInt("doubts")));
    }

    private static <T extends @Nullable Object> List<T> column(
            List<DriverLocation> fixes, Function<DriverLocation, T> value) {
        var column = new java.util.ArrayList<T>(fixes.size());
        fixes.forEach(fix -> column.add(value.apply(fix)));
        return column;
    }

    private static @Nullable Float bearing(@Nullable Bearing bearing) {
        // Rounded up to a full circle, it would be read as north.
        return bearing == null ? null : Math.min((float) bearing.degrees(), Math.nextDown(360f));
    }

    private static @Nullable Float speed(@Nullable Speed speed) {
        return speed == null ? null : (float) speed.kilometersPerHour();
    }

    private static @Nullable Float accuracy(@Nullable Accuracy accuracy) {
        return accuracy == null ? null : (float) accuracy.meters();
    }

    private static @Nullable Float altitude(@Nullable Altitude altitude) {
        return altitude == null ? null : (float) altitude.meters();
    }

    /** The decimal that was written, not the binary fraction next to it. */
    private static @Nullable Double measure(ResultSet row, String column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? null : Double.valueOf(Float.toString(value));
    }

    private static short bits(Set<Doubt> doubts) {
        int bits = 0;
        for (Doubt doubt : doubts) {
            bits |= bit(doubt);
        }
        return (short) bits;
    }

    private static Set<Doubt> doubts(int bits) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        for (Doubt doubt : DOUBTS) {
            if ((bits & bit(doubt)) != 0) {
                doubts.add(doubt);
            }
        }
        return doubts;
    }

    /** What a doubt is in the table; never to be changed. */
    private static int bit(Doubt doubt) {
        return switch (doubt) {
            case TELEPORT -> 1;
            case FROZEN -> 2;
            case CLOCK_AHEAD -> 4;
            case INACCURATE -> 8;
        };
    }
}
