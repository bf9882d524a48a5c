package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.Doubt;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that many answers share. */
final class Wire {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Wire() {}

    static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    static @Nullable String timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    /** The number in plain digits: neither GPX (xsd:decimal) nor every spreadsheet knows exponents. */
    static String decimal(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static Map<String, Object> point(GeoPoint point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("latitude", point.latitude());
        fields.put("longitude", point.longitude());
        return fields;
    }

    static Map<String, @Nullable Object> location(DriverLocation location) {
        LocationFix fix = location.fix();
        Bearing bearing = fix.bearing();
        Speed speed = fix.speed();
        Accuracy accuracy = fix.accuracy();
        Altitude altitude = fix.altitude();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("latitude", fix.point().latitude());
        fields.put("longitude", fix.point().longitude());
        fields.put("bearing", bearing == null ? null : bearing.degrees());
        fields.put("speed", speed == null ? null : speed.kilometersPerHour());
        fields.put("accuracy", accuracy == null ? null : accuracy.meters());
        fields.put("altitude", altitude == null ? null : altitude.meters());
        fields.put("timestamp", time(fix.recordedAt()));
        fields.put("receivedAt", time(location.receivedAt()));
        fields.put(
                "doubts", location.doubts().stream().map(Doubt::name).sorted().toList());
        return fields;
    }
}
