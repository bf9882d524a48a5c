package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.ViewDrivers.Page;
import com.openride.fleet.domain.location.DriverLocation;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a page of fixes in the form the caller asked for. Every value is a number, a time or an id of ours. */
final class LocationFormat {

    static final List<String> TYPES = List.of(Formats.JSON, Formats.GEO_JSON, Formats.GPX, Formats.CSV);

    private static final List<String> COLUMNS =
            List.of("timestamp", "latitude", "longitude", "bearing", "speed", "accuracy", "altitude", "receivedAt");

    private LocationFormat() {}

    static void write(Context context, String type, Page page) {
        context.contentType(type);
        switch (type) {
            case Formats.GEO_JSON -> context.result(Json.write(geoJson(page)));
            case Formats.GPX -> context.result(gpx(page));
            case Formats.CSV -> context.result(csv(page));
            default -> context.result(Json.write(json(page)));
        }
    }

    private static Map<String, @Nullable Object> json(Page page) {
        var next = page.next();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("driverId", page.driver().toString());
        fields.put("from", Wire.time(page.from()));
        fields.put("to", Wire.time(page.to()));
        fields.put("locations", page.locations().stream().map(Wire::location).toList());
        fields.put("nextCursor", next == null ? null : Cursors.of(next));
        return fields;
    }

    private static Map<String, Object> geoJson(Page page) {
        Map<String, Object> collection = new LinkedHashMap<>();
        collection.put("type", "FeatureCollection");
        collection.put(
                "features",
                page.locations().stream().map(LocationFormat::feature).toList());
        return collection;
    }

    private static Map<String, Object> feature(DriverLocation location) {
        var point = location.fix().point();
        Map<String, @Nullable Object> properties = Wire.location(location);
        properties.remove("latitude");
        properties.remove("longitude");
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("type", "Feature");
        feature.put("geometry", Map.of("type", "Point", "coordinates", List.of(point.longitude(), point.latitude())));
        feature.put("properties", properties);
        return feature;
    }

    private static byte[] gpx(Page page) {
        var out = new ByteArrayOutputStream();
        try {
            Gpx.write(out, page.driver().toString(), page.locations().iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String csv(Page page) {
        return page.locations().stream()
                .map(LocationFormat::line)
                .collect(Collectors.joining("", String.join(",", COLUMNS) + "\r\n", ""));
    }

    private static String line(DriverLocation location) {
        Map<String, @Nullable Object> fields = Wire.location(location);
        return COLUMNS.stream().map(name -> cell(fields.get(name))).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Double number) {
            return Wire.decimal(number);
        }
        return value == null ? "" : value.toString();
    }
}
