package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import java.util.List;
import java.util.stream.Stream;

/** Every event, with what goes along and what is answered. */
final class EventCatalog {

    /**
     * An event that clients send.
     *
     * @param name on the wire
     * @param payload its shape, with a question mark behind when it may be left out; empty for none
     * @param answer the shape of a good answer
     * @param meaning in a sentence
     * @param own the codes of refusals beside those of {@link #ANY}
     */
    record Said(String name, String payload, String answer, String meaning, List<FaultCode> own) {

        /** Every code that the event may be refused with. */
        List<String> codes() {
            return Stream.concat(ANY.stream(), own.stream()).map(Enum::name).toList();
        }
    }

    /**
     * An event that the server sends.
     *
     * @param name on the wire
     * @param payload its shape
     * @param meaning in a sentence
     */
    record Told(String name, String payload, String meaning) {}

    static final List<FaultCode> ANY = List.of(
            FaultCode.UNAUTHORIZED,
            FaultCode.INVALID_PAYLOAD,
            FaultCode.RATE_LIMIT_EXCEEDED,
            FaultCode.OVERLOADED,
            FaultCode.UNAVAILABLE,
            FaultCode.INTERNAL);

    static final List<Said> SAID = List.of(
            said(
                    EventNames.DRIVER_LOCATION,
                    "Fix",
                    "FixKept",
                    "Tells where the driver is. Answered once the fix is durable."),
            said(
                    EventNames.DRIVER_LOCATIONS,
                    "Fixes",
                    "FixesKept",
                    "Hands in up to 200 fixes of the last 24 hours that were recorded without reception."),
            said(EventNames.DRIVER_ONLINE, "Online?", "StatusKept", "Begins work; available=false means busy."),
            said(EventNames.DRIVER_OFFLINE, "", "StatusKept", "Ends work; on a trip that raises an alert."),
            said(
                    EventNames.RIDER_SUBSCRIBE,
                    "Subscription",
                    "Subscribed",
                    "Follows a trip and its car; at least one id. What was missed since lastVersion is in the answer.",
                    FaultCode.TRIP_NOT_FOUND),
            said(
                    EventNames.RIDER_UNSUBSCRIBE,
                    "Subscription?",
                    "Done",
                    "Ends what is followed by these ids; without any, everything."),
            said(
                    EventNames.AUTH_REFRESH,
                    "Token",
                    "Refreshed",
                    "Extends the session by a fresh token; with another's it ends.",
                    FaultCode.AUTHENTICATION_FAILED,
                    FaultCode.TOKEN_EXPIRED),
            said(
                    EventNames.SOS,
                    "CallForHelp?",
                    "HelpCalled",
                    "Calls for help; operators are told at once. What cannot be read is left out.",
                    FaultCode.TRIP_NOT_FOUND),
            said(
                    EventNames.OPS_WATCH,
                    "Watch",
                    "Watching",
                    "Watches an area of the map, and the alerts of the whole fleet."),
            said(EventNames.OPS_UNWATCH, "", "Done", "Watches no more."));

    static final List<Told> TOLD = List.of(
            new Told(EventNames.CONNECTED, "Connected", "The client has been let in."),
            new Told(
                    EventNames.DRIVER_LOCATION,
                    "Position",
                    "Where the car of a followed trip is. Newest wins; never backwards in time."),
            new Told(
                    EventNames.TRIP_UPDATE,
                    "TripUpdate",
                    "A followed trip took a step, under the next version; or its ETA moved by 60 s, under the same."),
            new Told(EventNames.STATUS_UPDATED, "StatusUpdated", "What the driver is doing now, after a change."),
            new Told(EventNames.AUTH_EXPIRING, "Expiring", "The token ends in 60 seconds, and the session with it."),
            new Told(EventNames.ALERT, "Alert", "To operators: an alert as it stands after a change."),
            new Told(
                    EventNames.OPS_POSITIONS, "OpsPositions", "To operators, once a second: what changed in the area."),
            new Told(EventNames.ERROR, "Fault", "What went wrong with an event that asked for no answer."),
            new Told("connect_error", "Refusal", "The client is not let in; the connection ends."));

    private EventCatalog() {}

    private static Said said(String name, String payload, String answer, String meaning, FaultCode... own) {
        return new Said(name, payload, answer, meaning, List.of(own));
    }
}
