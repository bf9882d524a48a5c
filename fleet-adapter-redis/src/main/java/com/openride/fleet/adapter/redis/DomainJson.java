package com.openride.fleet.adapter.redis;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.TripId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The domain's records as JSON, component by component, ids and times as text. What is read is built through the same
 * constructors as everything else, and so is valid or refused; no type is ever named by the text.
 */
final class DomainJson {

    private static final int DEEPEST = 16;
    private static final double STEPS_PER_DEGREE = 1e7;

    private DomainJson() {}

    static JsonMapper mapper(int longestText) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxDocumentLength(longestText)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                .addModule(module())
                .build();
    }

    private static SimpleModule module() {
        var module = new SimpleModule();
        text(module, DriverId.class, text -> new DriverId(UUID.fromString(text)));
        text(module, RiderId.class, text -> new RiderId(UUID.fromString(text)));
        text(module, TripId.class, text -> new TripId(UUID.fromString(text)));
        text(module, BookingId.class, text -> new BookingId(UUID.fromString(text)));
        text(module, AlertId.class, text -> new AlertId(UUID.fromString(text)));
        text(module, Instant.class, Instant::parse);
        text(module, Duration.class, Duration::parse);
        module.addKeyDeserializer(RiderId.class, new RiderKey());
        module.addSerializer(RoutePath.class, new RouteWriter());
        module.addDeserializer(RoutePath.class, new RouteReader());
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> reading) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new TextReader<>(type, reading));
    }

    private static final class TextReader<T> extends FromStringDeserializer<T> {

        private final transient Function<String, T> reading;

        private TextReader(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return reading.apply(text);
        }
    }

    private static final class RiderKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return new RiderId(UUID.fromString(key));
        }
    }

    /** A route has up to 10000 points: whole numbers of the steps that are kept, latitude and longitude in turn. */
    private static final class RouteWriter extends StdSerializer<RoutePath> {

        private RouteWriter() {
            super(RoutePath.class);
        }

        @Override
        public void serialize(RoutePath route, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray();
            for (GeoPoint point : route.points()) {
                json.writeNumber(Math.round(point.latitude() * STEPS_PER_DEGREE));
                json.writeNumber(Math.round(point.longitude() * STEPS_PER_DEGREE));
            }
            json.writeEndArray();
        }
    }

    private static final class RouteReader extends StdDeserializer<RoutePath> {

        private RouteReader() {
            super(RoutePath.class);
        }

        @Override
        public RoutePath deserialize(JsonParser json, DeserializationContext context) throws IOException {
            int[] steps = context.readValue(json, int[].class);
            List<GeoPoint> points = new ArrayList<>(steps.length / 2);
            for (int i = 0; i < steps.length; i += 2) {
                points.add(new GeoPoint(steps[i] / STEPS_PER_DEGREE, steps[i + 1] / STEPS_PER_DEGREE));
            }
            return new RoutePath(points);
        }
    }
}
