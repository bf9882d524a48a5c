package com.openride.fleet.adapter.socketio;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every event by the name it has on the wire. Underscores instead of colons are understood as well. */
final class EventNames {

    static final String DRIVER_LOCATION = "driver:location";
    static final String DRIVER_LOCATIONS = "driver:locations";
    static final String DRIVER_ONLINE = "driver:online";
    static final String DRIVER_OFFLINE = "driver:offline";
    static final String RIDER_SUBSCRIBE = "rider:subscribe";
    static final String RIDER_UNSUBSCRIBE = "rider:unsubscribe";
    static final String AUTH_REFRESH = "auth:refresh";
    static final String SOS = "sos";
    static final String OPS_WATCH = "ops:watch";
    static final String OPS_UNWATCH = "ops:unwatch";

    static final String CONNECTED = "connected";
    static final String TRIP_UPDATE = "trip:update";
    static final String STATUS_UPDATED = "status_updated";
    static final String ALERT = "alert";
    static final String OPS_POSITIONS = "ops:positions";
    static final String AUTH_EXPIRING = "auth:expiring";
    static final String ERROR = "error";

    /** Names that the clients' own libraries use; they mean nothing here and are not answered. */
    static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", "error");

    private static final Map<String, String> ALIASES = Stream.of(
                    DRIVER_LOCATION,
                    DRIVER_LOCATIONS,
                    DRIVER_ONLINE,
                    DRIVER_OFFLINE,
                    RIDER_SUBSCRIBE,
                    RIDER_UNSUBSCRIBE,
                    AUTH_REFRESH,
                    OPS_WATCH,
                    OPS_UNWATCH)
            .collect(Collectors.toUnmodifiableMap(name -> name.replace(':', '_'), Function.identity()));

    private EventNames() {}

    /** The name with colons for a name that we know with underscores; any other name as it is. */
    static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }
}
