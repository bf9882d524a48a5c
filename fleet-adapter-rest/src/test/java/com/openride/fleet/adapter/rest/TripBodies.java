package com.openride.fleet.adapter.rest;

import java.util.UUID;

/** Bodies that plan trips between Ikeja and Yaba. */
final class TripBodies {

    static final String PLACES = "\"pickup\":{\"latitude\":6.6018,\"longitude\":3.3515},"
            + "\"dropoff\":{\"latitude\":6.5095,\"longitude\":3.3711}";

    private TripBodies() {}

    static String ofOne(UUID trip, RestServer server) {
        return ofOne(trip, server, "");
    }

    /** With further fields, each ending in a comma. */
    static String ofOne(UUID trip, RestServer server, String more) {
        return "{\"tripId\":\"" + trip + "\",\"driverId\":\"" + server.driver + "\",\"riderId\":\"" + server.rider
                + "\"," + more + PLACES + "}";
    }

    static String step(String status) {
        return "{\"status\":\"" + status + "\"}";
    }
}
