package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shapes in the API document. Each is a line of fields, {@code name:type}, with a question mark behind what may be
 * absent or null; a type is a simple one, the name of another shape, or either in brackets for a list.
 */
final class Schemas {

    private static final Map<String, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry("string", Map.of("type", "string")),
            Map.entry("number", Map.of("type", "number")),
            Map.entry("integer", Map.of("type", "integer")),
            Map.entry("boolean", Map.of("type", "boolean")),
            Map.entry("object", Map.of("type", "object")),
            Map.entry("uuid", Map.of("type", "string", "format", "uuid")),
            Map.entry("time", Map.of("type", "string", "format", "date-time")),
            Map.entry("tripStatus", oneOf(TripStatus.values())),
            Map.entry("driverStatus", oneOf(DriverStatus.values())),
            Map.entry("alertKind", oneOf(AlertKind.values())),
            Map.entry("alertStatus", oneOf(AlertStatus.values())),
            Map.entry("auditKind", oneOf(AuditKind.values())),
            Map.entry("severity", oneOf(Severity.values())),
            Map.entry("limit50", Map.of("type", "integer", "minimum", 1, "maximum", 50)),
            Map.entry("limit100", Map.of("type", "integer", "minimum", 1, "maximum", 100)),
            Map.entry("limit1000", Map.of("type", "integer", "minimum", 1, "maximum", 1000)));

    private static final String POSITION = "latitude:number longitude:number bearing:number? speed:number?"
            + " accuracy:number? altitude:number? timestamp:time receivedAt:time doubts:[string]";

    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("Point", "latitude:number longitude:number"),
            Map.entry("Stop", "latitude:number longitude:number name:string? plannedOffsetSeconds:integer?"),
            Map.entry("RiderRequest", "riderId:uuid bookingId:uuid? pickup:Point? dropoff:Point?"),
            Map.entry(
                    "TripRequest",
                    "tripId:uuid driverId:uuid riderId:uuid? bookingId:uuid? riders:[RiderRequest]? pickup:Point"
                            + " dropoff:Point stops:[Stop]? route:string? scheduledTime:time?"),
            Map.entry(
                    "StepRequest",
                    "status:tripStatus location:Point? eta:time? reason:string? expectedVersion:integer?"),
            Map.entry(
                    "Rider",
                    "riderId:uuid bookingId:uuid? pickup:Point dropoff:Point eta:time? remainingMeters:integer?"
                            + " stopsBefore:integer?"),
            Map.entry(
                    "Trip",
                    "tripId:uuid driverId:uuid status:tripStatus version:integer riderId:uuid? bookingId:uuid? riders:[Rider]"
                            + " pickup:Point dropoff:Point stops:[Stop]? route:string? scheduledTime:time? eta:time?"
                            + " remainingMeters:integer? createdAt:time startedAt:time? arrivedAt:time?"
                            + " pickupTime:time? completedAt:time? cancelledAt:time? distanceMeters:integer?"
                            + " durationSeconds:integer? etaScore:[EtaErrors]?"),
            Map.entry(
                    "EtaErrors",
                    "horizonMinutes:string estimates:integer meanErrorSeconds:number meanErrorPercent:number"),
            Map.entry("TripPage", "trips:[Trip] nextCursor:string?"),
            Map.entry(
                    "Transition",
                    "version:integer from:tripStatus? to:tripStatus at:time by:uuid role:string location:Point?"
                            + " reason:string?"),
            Map.entry("TripHistory", "tripId:uuid transitions:[Transition]"),
            Map.entry("Location", POSITION),
            Map.entry("Track", "tripId:uuid locations:[Location] distanceMeters:integer durationSeconds:integer"),
            Map.entry(
                    "Driver",
                    "driverId:uuid status:driverStatus available:boolean connections:integer? lastSeenAt:time"
                            + " location:Location? activeTrips:[uuid]"),
            Map.entry("DutyRequest", "status:string available:boolean?"),
            Map.entry("DriverPosition", "driverId:uuid " + POSITION + " status:driverStatus tripId:uuid?"),
            Map.entry(
                    "LocationRequest",
                    "latitude:number longitude:number bearing:number? speed:number? accuracy:number? altitude:number?"
                            + " timestamp:time?"),
            Map.entry("LocationReceipt", "recordedAt:time duplicate:boolean"),
            Map.entry("LocationPage", "driverId:uuid from:time to:time locations:[Location] nextCursor:string?"),
            Map.entry(
                    "NearbyRequest",
                    "latitude:number longitude:number radiusMeters:number? limit:limit50? availability:string?"
                            + " maxAgeSeconds:number?"),
            Map.entry("NearbyDriver", "driverId:uuid distanceMeters:number status:driverStatus " + POSITION),
            Map.entry("Nearby", "drivers:[NearbyDriver]"),
            Map.entry("ShareLink", "createdAt:time views:integer"),
            Map.entry("Share", "token:string path:string createdAt:time links:[ShareLink]"),
            Map.entry("SharedPosition", "latitude:number longitude:number bearing:number? timestamp:time"),
            Map.entry(
                    "SharedTrip",
                    "status:tripStatus stage:string eta:time? remainingMeters:integer? stopsBefore:integer? pickup:Point"
                            + " dropoff:Point position:SharedPosition? endedAt:time?"),
            Map.entry("AlertNote", "note:string?"),
            Map.entry("AlertStep", "at:time by:uuid? role:string? note:string?"),
            Map.entry(
                    "Alert",
                    "alertId:uuid kind:alertKind severity:severity status:alertStatus version:integer stored:boolean"
                            + " driverId:uuid tripId:uuid? at:time late:boolean location:Point? message:string?"
                            + " figures:object by:uuid? role:string? acknowledgement:AlertStep? resolution:AlertStep?"),
            Map.entry("AlertPage", "alerts:[Alert] notStored:[Alert] complete:boolean nextCursor:string?"),
            Map.entry(
                    "AuditEntry",
                    "at:time kind:auditKind userId:uuid? sessionId:uuid? correlationId:string? detail:string?"),
            Map.entry("AuditPage", "entries:[AuditEntry] nextCursor:string?"),
            Map.entry(
                    "About", "service:string version:string docs:string openapi:string health:string socketio:string"),
            Map.entry(
                    "Health",
                    "status:string database:string redis:string websocket:string connections:integer service:string"
                            + " version:string uptimeSeconds:integer"),
            Map.entry("Word", "status:string"),
            Map.entry("FieldError", "field:string message:string"),
            Map.entry(
                    "Problem",
                    "type:string title:string status:integer detail:string code:string correlationId:string"
                            + " errors:[FieldError]? details:object?"));

    private Schemas() {}

    /** Every shape by its name. */
    static Map<String, Object> all() {
        Map<String, Object> schemas = new TreeMap<>();
        SHAPES.forEach((name, fields) -> schemas.put(name, shape(fields)));
        return schemas;
    }

    /** A type that needs no name of its own; empty for the name of a shape. */
    static Map<String, Object> simple(String type) {
        return SIMPLE.getOrDefault(type, Map.of());
    }

    private static Map<String, Object> oneOf(Enum<?>... values) {
        return Map.of(
                "type", "string", "enum", Stream.of(values).map(Enum::name).toList());
    }

    private static Map<String, Object> shape(String fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> all = List.of(fields.split(" ", -1));
        for (String field : all) {
            int colon = field.indexOf(':');
            properties.put(field.substring(0, colon), type(field.substring(colon + 1)));
        }
        List<String> required = all.stream()
                .filter(field -> !field.endsWith("?"))
                .map(field -> field.substring(0, field.indexOf(':')))
                .toList();
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    private static Map<String, Object> type(String text) {
        if (text.endsWith("?")) {
            return Map.of("anyOf", List.of(type(text.substring(0, text.length() - 1)), Map.of("type", "null")));
        }
        if (text.startsWith("[")) {
            return Map.of("type", "array", "items", type(text.substring(1, text.length() - 1)));
        }
        Map<String, Object> simple = simple(text);
        return simple.isEmpty() ? Map.of("$ref", "#/components/schemas/" + text) : simple;
    }
}
