package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Timing;
import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times requests by method, route and status: all from closed sets, whatever clients send. */
final class RequestTimes implements RequestLogger {

    private static final String ROUTE = "fleet.route";
    private static final String NO_ROUTE = "none";

    private final Measurements measurements;
    private final Map<Key, Timing> timings = new ConcurrentHashMap<>();

    RequestTimes(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Notes which route has been taken. */
    static void enter(Context context, Route route) {
        context.attribute(ROUTE, route.path());
    }

    @Override
    public void handle(Context context, Float milliseconds) {
        String route = context.attribute(ROUTE);
        // Without a route of ours the method may be anything.
        var key = route == null
                ? new Key("other", NO_ROUTE, context.statusCode())
                : new Key(context.method().name(), route, context.statusCode());
        timings.computeIfAbsent(key, this::timing).took(Duration.ofNanos((long) (milliseconds * 1e6)));
    }

    private Timing timing(Key key) {
        return measurements.timing(
                "fleet.http.requests",
                "method",
                key.method(),
                "route",
                key.route(),
                "status",
                Integer.toString(key.status()));
    }

    private record Key(String method, String route, int status) {}
}
