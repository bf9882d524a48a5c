package com.openride.fleet.adapter.socketio;

/** Every event name on the wire. The underscore spelling of each incoming one is an alias. */
final class EventNames {

    static final String DRIVER_LOCATION = "driver:location";
    static final String DRIVER_LOCATIONS = "driver:locations";
    static final String DRIVER_ONLINE = "driver:online";
    static final String DRIVER_OFFLINE = "driver:offline";
    static final String RIDER_SUBSCRIBE = "rider:subscribe";
    static final String RIDER_UNSUBSCRIBE = "rider:unsubscribe";
    static final String AUTH_REFRESH = "auth:refresh";

    static final String CONNECTED = "connected";
    static final String TRIP_UPDATE = "trip:update";
    static final String STATUS_UPDATED = "status_updated";
    static final String AUTH_EXPIRING = "auth:expiring";
    static final String ERROR = "error";

    private EventNames() {}

    /** The colon spelling of a name; the name itself when it has none. */
    static String canonical(String name) {
        return switch (name) {
            case "driver_location" -> DRIVER_LOCATION;
            case "driver_locations" -> DRIVER_LOCATIONS;
            case "driver_online" -> DRIVER_ONLINE;
            case "driver_offline" -> DRIVER_OFFLINE;
            case "rider_subscribe" -> RIDER_SUBSCRIBE;
            case "rider_unsubscribe" -> RIDER_UNSUBSCRIBE;
            case "auth_refresh" -> AUTH_REFRESH;
            default -> name;
        };
    }
}
