package com.openride.fleet.adapter.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.openride.fleet.application.port.in.ViewTrips.Track;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a driven path as it is read, so that its length costs no memory; only GeoJSON keeps the times till the end. */
final class TrackFormat {

    static final List<String> TYPES = List.of(Formats.JSON, Formats.GEO_JSON, Formats.GPX);

    private final String type;

    private TrackFormat(String type) {
        this.type = type;
    }

    static TrackFormat of(@Nullable String accept) {
        return new TrackFormat(Formats.choose(accept, TYPES));
    }

    void write(Context context, Track track) {
        context.contentType(type);
        try {
            OutputStream out = context.outputStream();
            switch (type) {
                case Formats.GPX ->
                    Gpx.write(
                            out, track.trip().id().toString(), track.locations().iterator());
                case Formats.GEO_JSON -> geoJson(out, track);
                default -> json(out, track);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void json(OutputStream out, Track track) throws IOException {
        var length = new Length();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("tripId", track.trip().id().toString());
            json.writeArrayFieldStart("locations");
            Iterator<DriverLocation> locations = track.locations().iterator();
            while (locations.hasNext()) {
                DriverLocation location = locations.next();
                length.add(location);
                json.writePOJO(Wire.location(location));
            }
            json.writeEndArray();
            summary(json, track, length);
            json.writeEndObject();
        }
    }

    private static void geoJson(OutputStream out, Track track) throws IOException {
        var length = new Length();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            List<String> times = geometry(json, track.locations().iterator(), length);
            json.writeObjectFieldStart("properties");
            json.writeStringField("tripId", track.trip().id().toString());
            summary(json, track, length);
            json.writePOJOField("coordTimes", times);
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** A line, or null without a fix, as RFC 7946 (3.2) wants; a line has two positions or more (3.1.4). */
    private static List<String> geometry(JsonGenerator json, Iterator<DriverLocation> locations, Length length)
            throws IOException {
        List<String> times = new ArrayList<>();
        if (!locations.hasNext()) {
            json.writeNullField("geometry");
            return times;
        }
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "LineString");
        json.writeArrayFieldStart("coordinates");
        while (locations.hasNext()) {
            DriverLocation location = locations.next();
            position(json, location, times, length);
            if (times.size() == 1 && !locations.hasNext()) {
                position(json, location, times, length);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        return times;
    }

    private static void position(JsonGenerator json, DriverLocation location, List<String> times, Length length)
            throws IOException {
        length.add(location);
        times.add(Wire.time(location.fix().recordedAt()));
        json.writeStartArray();
        json.writeNumber(location.fix().point().longitude());
        json.writeNumber(location.fix().point().latitude());
        json.writeEndArray();
    }

    private static void summary(JsonGenerator json, Track track, Length length) throws IOException {
        TimeRange range = track.range();
        json.writeNumberField("distanceMeters", Math.round(length.meters));
        json.writeNumberField(
                "durationSeconds",
                range == null ? 0 : Duration.between(range.from(), range.to()).toSeconds());
    }

    /** Adds up the way between one fix and the next. */
    private static final class Length {

        private double meters;
        private @Nullable GeoPoint last;

        private void add(DriverLocation location) {
            GeoPoint point = location.fix().point();
            GeoPoint before = last;
            meters += before == null ? 0 : before.metersTo(point);
            last = point;
        }
    }
}
