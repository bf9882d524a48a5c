package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.adapter.socketio.EventCatalog.Said;
import com.openride.fleet.adapter.socketio.EventCatalog.Told;
import com.openride.fleet.adapter.socketio.EventShapes.Field;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document of the events says what really goes over the wire. */
final class AsyncApiTest {

    private final TestServer server = new TestServer();
    private final JsonNode document = Json.read(SocketIoAdapter.asyncApi(server.fleet.useCases(), "1.2.3"));
    private final Schema schema = new Schema(document);
    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();
    private int asked;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_event_that_has_a_name_is_described() {
        List<String> names = Stream.of(EventNames.class.getDeclaredFields())
                .filter(field -> field.getType().equals(String.class))
                .map(AsyncApiTest::value)
                .toList();

        assertThat(Stream.concat(
                                EventCatalog.SAID.stream().map(Said::name),
                                EventCatalog.TOLD.stream().map(Told::name))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(names.stream(), Stream.of("connect_error"))
                        .toList());
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/operations/say.ops.watch/x-roles").toString()).isEqualTo("[\"ADMIN\"]");
    }

    @Test
    void an_event_that_is_answered_and_not_described_stops_the_start() {
        var route = new Route(Set.of(Role.RIDER), true, false, call -> {});

        assertThatThrownBy(() -> AsyncApi.of(Map.of("rider:dance", route), "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rider:dance");
    }

    @Test
    void every_reference_leads_somewhere() {
        document.findValuesAsText("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void what_is_sent_has_the_fields_that_are_described() {
        assertThat(described("Connected")).isEqualTo(sent(Outgoing.Connected.class));
        assertThat(described("Position")).isEqualTo(sent(Outgoing.Position.class));
        assertThat(described("TripUpdate")).isEqualTo(sent(Outgoing.Trip.class));
        assertThat(described("Alert")).isEqualTo(sent(Outgoing.Alarm.class));
        assertThat(described("Point")).isEqualTo(sent(Outgoing.Place.class));
        assertThat(described("Step")).isEqualTo(sent(Outgoing.Stepped.class));
        assertThat(described("StatusUpdated")).isEqualTo(sent(Outgoing.Status.class));
    }

    @Test
    void every_event_is_answered_as_described() {
        Trip trip = server.trips.plan(new DriverId(driver), new RiderId(rider));
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        try (var car = server.driver(driver);
                var phone = server.rider(rider);
                var console = RawSocket.in(server.port(), server.token(UUID.randomUUID(), Role.ADMIN))) {
            answers(console, "ops:watch", "{\"bounds\":{\"south\":6,\"west\":3,\"north\":7,\"east\":4}}", true);
            answers(car, "driver:online", "", true);
            answers(car, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3,\"speed\":20}", true);
            answers(car, "driver:location", "{\"latitude\":96.5,\"longitude\":3.3}", false);
            answers(car, "driver:locations", "{\"fixes\":[{\"lat\":6.5,\"lng\":3.3},{\"lat\":200,\"lng\":3}]}", true);
            answers(phone, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\",\"lastVersion\":1}", true);
            answers(phone, "rider:subscribe", "{\"tripId\":\"" + driver + "\"}", false);
            answers(phone, "sos", "{\"message\":\"help\"}", true);
            String fresh = server.token(rider, Role.RIDER);
            answers(phone, "auth:refresh", "{\"token\":\"" + fresh + "\"}", true);
            answers(phone, "driver:offline", "", false);
            phone.send("42[\"driver:offline\"]");
            hears(phone, "error");
            server.trips.progress(trip, TripStatus.ARRIVED);
            hears(phone, "trip:update");
            hears(console, "ops:positions");
            answers(phone, "rider:unsubscribe", "", true);
            answers(car, "driver:offline", "", true);
            answers(console, "ops:unwatch", "", true);
        }
    }

    @Test
    void whoever_is_let_in_or_not_is_told_as_described() {
        try (var socket = new RawSocket(server.port());
                var stranger = new RawSocket(server.port())) {
            socket.take(packet -> packet.startsWith("0"));
            socket.send("40{\"token\":\"" + server.token(driver, Role.DRIVER) + "\"}");
            hears(socket, "connected");
            stranger.take(packet -> packet.startsWith("0"));
            stranger.send("40{\"token\":\"none\"}");
            JsonNode refusal =
                    Json.read(stranger.take(packet -> packet.startsWith("44")).substring(2));
            assertThat(schema.faults(payload("hear.connect_error"), refusal)).isEmpty();
        }
    }

    @Test
    void the_ranges_that_are_described_are_those_that_hold() {
        try (var car = server.driver(driver)) {
            for (Field field : fields("Fix").toList()) {
                JsonNode range = Json.read(write(EventShapes.SIMPLE.get(field.type())));
                if (range.has("minimum") && range.has("maximum")) {
                    double lowest = range.path("minimum").doubleValue();
                    double highest = range.path("maximum").doubleValue();
                    assertThat(refusedField(car, field.name(), lowest))
                            .as(field.name())
                            .isEmpty();
                    assertThat(refusedField(car, field.name(), highest))
                            .as(field.name())
                            .isEmpty();
                    assertThat(refusedField(car, field.name(), lowest - 0.1)).isEqualTo(field.name());
                    assertThat(refusedField(car, field.name(), highest + 0.1)).isEqualTo(field.name());
                }
            }
            assertThat(code(car.ask(++asked, "driver:location", "{\"latitude\":6.5}")))
                    .isEqualTo("INVALID_PAYLOAD");
        }
    }

    private String refusedField(RawSocket car, String field, double value) {
        Map<String, Object> fix = new java.util.HashMap<>(Map.of("latitude", 6.5, "longitude", 3.3));
        fix.put(field, value);
        return car.ask(++asked, "driver:location", write(fix))
                .at("/error/details/field")
                .asText();
    }

    private void answers(RawSocket socket, String event, String payload, boolean well) {
        JsonNode answer = socket.ask(++asked, event, payload);
        String key = event.replace(':', '.');
        assertThat(schema.faults(payload("answer." + key), answer))
                .as("%s: %s", event, answer)
                .isEmpty();
        assertThat(answer.path("ok").booleanValue()).as("%s: %s", event, answer).isEqualTo(well);
        if (!well) {
            assertThat(document.at("/operations/say." + key + "/x-errors").toString())
                    .contains("\"" + code(answer) + "\"");
        }
    }

    private void hears(RawSocket socket, String event) {
        JsonNode payload = socket.event(event);
        assertThat(schema.faults(payload("hear." + event.replace(':', '.')), payload))
                .as("%s: %s", event, payload)
                .isEmpty();
    }

    private JsonNode payload(String message) {
        JsonNode payload = document.at("/channels/fleet/messages/" + message + "/payload");
        assertThat(payload.isMissingNode()).as(message).isFalse();
        return payload;
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/code").asText();
    }

    private static List<String> described(String shape) {
        return fields(shape)
                .map(field -> field.name() + (field.mayBeNull() ? "~" : ""))
                .toList();
    }

    private static Stream<Field> fields(String shape) {
        return Stream.of(EventShapes.SHAPES.getOrDefault(shape, "").split(" ", -1))
                .map(Field::of);
    }

    private static List<String> sent(Class<? extends Record> type) {
        Predicate<RecordComponent> nullable =
                component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return Stream.of(type.getRecordComponents())
                .map(component -> component.getName() + (nullable.test(component) ? "~" : ""))
                .toList();
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(@Nullable Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
