package com.openride.fleet.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.TripId;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request of a caller who may be here, read strictly. */
final class Call {

    private final Context context;
    private final @Nullable Principal principal;

    Call(Context context, @Nullable Principal principal) {
        this.context = context;
        this.principal = principal;
    }

    Context context() {
        return context;
    }

    Principal principal() {
        Principal caller = principal;
        if (caller == null) {
            throw new IllegalStateException("an open route has no principal");
        }
        return caller;
    }

    TripId tripId() {
        return new TripId(pathId("tripId"));
    }

    DriverId driverId() {
        return new DriverId(pathId("driverId"));
    }

    RiderId riderId() {
        return new RiderId(pathId("riderId"));
    }

    AlertId alertId() {
        return new AlertId(pathId("alertId"));
    }

    /** Whether anything was sent along. */
    boolean hasBody() {
        return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
    }

    /** The body as the fields of an object. */
    Fields body() {
        return Fields.of(bodyNode());
    }

    JsonNode bodyNode() {
        String type = context.header("Content-Type");
        if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase(Formats.JSON)) {
            throw new RestFault(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        }
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            throw new RestFault(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed");
        }
        return Json.read(Body.read(context.bodyInputStream(), System::nanoTime));
    }

    /** A query parameter under any of its names; null when absent. */
    @Nullable String query(String... names) {
        for (String name : names) {
            List<String> values = context.queryParams(name);
            if (values.size() > 1) {
                throw new InvalidValue(name, "must be given once");
            }
            if (values.size() == 1) {
                return values.get(0);
            }
        }
        return null;
    }

    /** The query parameters as fields, so that they are read by the same rules as a body. */
    Fields queryFields(String... names) {
        var object = Json.MAPPER.createObjectNode();
        for (String name : names) {
            String value = query(name);
            Double number = value == null ? null : number(value);
            if (number != null) {
                object.put(name, number);
            } else if (value != null) {
                object.put(name, value);
            }
        }
        return Fields.of(object);
    }

    int limit(int otherwise, int most) {
        String text = query("limit");
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new InvalidValue("limit", "must be from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    /** A whole number of the query under any of its names; 0 when absent. */
    long wholeNumber(String... names) {
        String text = query(names);
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new InvalidValue(names[0], "must be a whole number from 0");
        }
        return Long.parseLong(text);
    }

    /** Which of the values a query parameter names, separated by commas; empty when absent. */
    <E extends Enum<E>> Set<E> among(String name, E[] values) {
        String names = query(name);
        return names == null
                ? Set.of()
                : Stream.of(names.split(",", -1))
                        .map(one -> one(name, one, values))
                        .collect(Collectors.toSet());
    }

    void json(HttpStatus status, Object value) {
        context.status(status).contentType("application/json").result(Json.write(value));
    }

    private UUID pathId(String name) {
        String text = context.pathParam(name);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(name, "must be a UUID of 36 characters");
        }
        throw new InvalidValue(name, "must be a UUID of 36 characters");
    }

    private static <E extends Enum<E>> E one(String field, String name, E[] values) {
        return Stream.of(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        field, "must be of " + Stream.of(values).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static @Nullable Double number(String text) {
        return text.matches("-?\\d{1,15}(\\.\\d{1,20})?") ? Double.valueOf(text) : null;
    }
}
