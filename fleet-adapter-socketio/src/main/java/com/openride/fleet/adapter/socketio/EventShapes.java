package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shapes of payloads and answers in the document of the events. Each is a line of fields, {@code name:type}; a question
 * mark behind means that the field may be absent or null, a tilde that it is always there and may be null. A type is a
 * simple one, the name of another shape, or either in brackets for a list.
 */
final class EventShapes {

    static final Map<String, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry("string", Map.of("type", "string")),
            Map.entry("boolean", Map.of("type", "boolean")),
            Map.entry("yes", Map.of("type", "boolean", "const", true)),
            Map.entry("no", Map.of("type", "boolean", "const", false)),
            Map.entry("object", Map.of("type", "object")),
            Map.entry("figures", Map.of("type", "object", "additionalProperties", Map.of("type", "number"))),
            Map.entry("uuid", Map.of("type", "string", "format", "uuid")),
            Map.entry("time", Map.of("type", "string", "format", "date-time")),
            Map.entry("anyTime", anyTime()),
            Map.entry("count", Map.of("type", "integer", "minimum", 0)),
            Map.entry("seconds", Map.of("type", "number", "minimum", 0)),
            Map.entry("meters", Map.of("type", "number", "minimum", 0)),
            Map.entry("latitude", range(-90, 90)),
            Map.entry("longitude", range(-180, 180)),
            Map.entry("bearing", range(0, 360)),
            Map.entry("speed", range(0, 300)),
            Map.entry("accuracy", range(0, 5000)),
            Map.entry("altitude", range(-1000, 20_000)),
            Map.entry("message", Map.of("type", "string", "maxLength", AlertDetails.LONGEST_MESSAGE)),
            Map.entry("role", oneOf(Role.values())),
            Map.entry("tripStatus", oneOf(TripStatus.values())),
            Map.entry("driverStatus", oneOf(DriverStatus.values())),
            Map.entry("alertKind", oneOf(AlertKind.values())),
            Map.entry("alertStatus", oneOf(AlertStatus.values())),
            Map.entry("severity", oneOf(Severity.values())),
            Map.entry("code", oneOf(FaultCode.values())));

    static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("Point", "latitude:latitude longitude:longitude"),
            Map.entry(
                    "Fix",
                    "latitude:latitude longitude:longitude bearing:bearing? speed:speed? accuracy:accuracy?"
                            + " altitude:altitude? timestamp:anyTime?"),
            Map.entry("Fixes", "fixes:[Fix]"),
            Map.entry("Online", "available:boolean? location:Fix?"),
            Map.entry("Subscription", "driverId:uuid? tripId:uuid? bookingId:uuid? lastVersion:count?"),
            Map.entry("Token", "token:string"),
            Map.entry("CallForHelp", "tripId:uuid? location:Point? message:message?"),
            Map.entry("Bounds", "south:latitude west:longitude north:latitude east:longitude"),
            Map.entry("Watch", "bounds:Bounds lastAlertVersion:count?"),
            Map.entry(
                    "Connected",
                    "sessionId:uuid userId:uuid roles:[role] serverTime:time tokenExpiresAt:time"
                            + " locationIntervalSeconds:seconds"),
            Map.entry(
                    "Position",
                    "driverId:uuid latitude:latitude longitude:longitude bearing:bearing~ speed:speed~ timestamp:time"
                            + " tripId:uuid~ accuracy:accuracy~ status:driverStatus"),
            Map.entry(
                    "TripUpdate",
                    "tripId:uuid status:tripStatus eta:time~ version:count previousStatus:tripStatus~ driverId:uuid"
                            + " remainingMeters:meters~ stopsBefore:count~ timestamp:time"),
            Map.entry("StatusUpdated", "status:driverStatus timestamp:time"),
            Map.entry("Expiring", "expiresAt:time"),
            Map.entry("Step", "at:time by:uuid~ role:role~ note:string~"),
            Map.entry(
                    "Alert",
                    "alertId:uuid kind:alertKind severity:severity status:alertStatus version:count stored:boolean"
                            + " driverId:uuid tripId:uuid~ at:time location:Point~ message:message~ figures:figures"
                            + " by:uuid~ role:role~ acknowledgement:Step~ resolution:Step~"),
            Map.entry("OpsPositions", "full:boolean positions:[Position] gone:[uuid]"),
            Map.entry("Fault", "code:code message:string details:object?"),
            Map.entry("RefusalData", "code:code message:string"),
            Map.entry("Refusal", "message:string data:RefusalData"),
            Map.entry("Failed", "ok:no error:Fault"),
            Map.entry("Done", "ok:yes"),
            Map.entry("FixKept", "ok:yes recordedAt:time duplicate:boolean?"),
            Map.entry("RejectedFix", "index:count code:code"),
            Map.entry("FixesKept", "ok:yes accepted:count duplicates:count rejected:[RejectedFix]"),
            Map.entry("StatusKept", "ok:yes status:driverStatus timestamp:time"),
            Map.entry("Subscribed", "ok:yes trip:TripUpdate position:Position~ missed:[TripUpdate]"),
            Map.entry("Refreshed", "ok:yes expiresAt:time"),
            Map.entry("HelpCalled", "ok:yes alertId:uuid stored:boolean"),
            Map.entry("Watching", "ok:yes alertVersion:count open:[Alert] missed:[Alert]"));

    private EventShapes() {}

    /** Every shape by its name, as JSON schemas. */
    static Map<String, Object> all() {
        Map<String, Object> schemas = new TreeMap<>();
        SHAPES.forEach((name, fields) -> schemas.put(name, shape(fields)));
        return schemas;
    }

    static Map<String, Object> ref(String shape) {
        return Map.of("$ref", "#/components/schemas/" + shape);
    }

    private static Map<String, Object> shape(String text) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Field> fields = Stream.of(text.split(" ", -1)).map(Field::of).toList();
        fields.forEach(field -> properties.put(field.name(), field.schema()));
        List<String> required = fields.stream()
                .filter(field -> !field.mayBeAbsent())
                .map(Field::name)
                .toList();
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    /** One field of a shape. */
    record Field(String name, String type, boolean mayBeAbsent, boolean mayBeNull) {

        static Field of(String text) {
            int colon = text.indexOf(':');
            boolean absent = text.endsWith("?");
            boolean nothing = absent || text.endsWith("~");
            String type = text.substring(colon + 1, text.length() - (nothing ? 1 : 0));
            return new Field(text.substring(0, colon), type, absent, nothing);
        }

        Map<String, Object> schema() {
            Map<String, Object> known = schema(type);
            return mayBeNull ? Map.of("anyOf", List.of(known, Map.of("type", "null"))) : known;
        }

        private static Map<String, Object> schema(String type) {
            if (type.startsWith("[")) {
                return Map.of("type", "array", "items", schema(type.substring(1, type.length() - 1)));
            }
            Map<String, Object> simple = SIMPLE.get(type);
            return simple == null ? ref(type) : simple;
        }
    }

    private static Map<String, Object> anyTime() {
        return Map.of(
                "description",
                "ISO 8601, in UTC without a zone, or seconds or milliseconds since 1970",
                "oneOf",
                List.of(Map.of("type", "string"), Map.of("type", "number", "minimum", 0)));
    }

    private static Map<String, Object> range(int lowest, int highest) {
        return Map.of("type", "number", "minimum", lowest, "maximum", highest);
    }

    private static Map<String, Object> oneOf(Enum<?>... values) {
        return Map.of(
                "type", "string", "enum", Stream.of(values).map(Enum::name).toList());
    }
}
