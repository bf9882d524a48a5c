package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.RegisterTrip;
import com.openride.fleet.application.port.in.RegisterTrip.Registered;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.in.ViewTrips;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything under {@code /v1/trips}. */
final class TripRoutes {

    private static final String TRIPS = "/v1/trips";
    private static final String TRIP = TRIPS + "/{tripId}";
    private static final List<Parameter> PAGE = List.of(
            Parameter.query("status", "string", "only trips with one of these, separated by commas"),
            Parameter.query("limit", "limit100", "at most so many trips"),
            Parameter.query("cursor", "string", "where the page before ended"));

    private final RegisterTrip registration;
    private final ProgressTrip progress;
    private final ViewTrips trips;

    TripRoutes(RegisterTrip registration, ProgressTrip progress, ViewTrips trips) {
        this.registration = registration;
        this.progress = progress;
        this.trips = trips;
    }

    List<Route> all() {
        return Stream.of(writes(), lists(), reads()).flatMap(List::stream).toList();
    }

    private List<Route> writes() {
        Route step = Route.post(
                        TRIP + "/status",
                        "Takes a step in a trip's life, once however often it is asked for.",
                        "StepRequest",
                        List.of(json(200, "The trip after the step.", "Trip")),
                        this::step)
                .reading(Parameter.header("Idempotency-Key", "names this request, so that it may be sent again"));
        Route plan = Route.post(
                TRIPS,
                "Plans a trip; for services and operators.",
                "TripRequest",
                List.of(
                        json(201, "The trip has been planned.", "Trip"),
                        json(200, "The same trip had been planned before.", "Trip")),
                this::register);
        return List.of(plan, step, step.by(HandlerType.PATCH));
    }

    private List<Route> lists() {
        return List.of(
                Route.get(
                        TRIPS + "/driver/{driverId}",
                        "Lists a driver's trips, newest first.",
                        PAGE,
                        json(200, "A page of trips.", "TripPage"),
                        this::ofDriver),
                Route.get(
                        TRIPS + "/rider/{riderId}",
                        "Lists a rider's trips, newest first.",
                        PAGE,
                        json(200, "A page of trips.", "TripPage"),
                        this::ofRider));
    }

    private List<Route> reads() {
        return List.of(
                Route.get(
                                TRIP,
                                "Shows a trip; its ETag is the version, which a new ETA does not raise.",
                                List.of(),
                                json(200, "The trip.", "Trip"),
                                this::find)
                        .tagged(),
                Route.get(
                        TRIP + "/history",
                        "Shows every step a trip has taken.",
                        List.of(),
                        json(200, "The trip's journal.", "TripHistory"),
                        this::history),
                Route.get(
                        TRIP + "/track",
                        "Shows the path that was driven.",
                        List.of(),
                        new Route.Answer(200, "The driven path.", TrackFormat.TYPES, "Track"),
                        this::track));
    }

    private void register(Call call) {
        call.principal().requireAny(Role.SERVICE, Role.ADMIN);
        Fields body = call.body();
        TripId id = TripInput.tripId(body);
        Registered registered =
                registration.register(call.principal(), id, TripInput.driverId(body), TripInput.plan(body));
        call.context().header("Location", TRIPS + "/" + id);
        etag(call, registered.trip().version());
        call.json(
                registered.created() ? HttpStatus.CREATED : HttpStatus.OK,
                TripJson.of(new TripView(registered.trip(), null, null, null)));
    }

    private void find(Call call) {
        TripView view = trips.find(call.principal(), call.tripId());
        if (etag(call, view.trip().version())) {
            call.context().status(HttpStatus.NOT_MODIFIED);
        } else {
            call.json(HttpStatus.OK, TripJson.of(view));
        }
    }

    private void step(Call call) {
        TripId id = call.tripId();
        String key = call.context().header("Idempotency-Key");
        ProgressTrip.Request step = TripInput.step(call.body(), key);
        if (step.to() != TripStatus.CANCELLED) {
            call.principal().requireAny(Role.DRIVER, Role.SERVICE, Role.ADMIN);
        }
        TripView view = progress.progress(call.principal(), id, step);
        etag(call, view.trip().version());
        call.json(HttpStatus.OK, TripJson.of(view));
    }

    private void history(Call call) {
        TripId id = call.tripId();
        List<TripTransition> steps = trips.history(call.principal(), id);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tripId", id.toString());
        fields.put("transitions", steps.stream().map(TripJson::transition).toList());
        call.json(HttpStatus.OK, fields);
    }

    private void track(Call call) {
        TrackFormat format = TrackFormat.of(call.context().header("Accept"));
        try (ViewTrips.Track track = trips.track(call.principal(), call.tripId())) {
            format.write(call.context(), track);
        }
    }

    private void ofDriver(Call call) {
        page(call, trips.ofDriver(call.principal(), call.driverId(), query(call)));
    }

    private void ofRider(Call call) {
        page(call, trips.ofRider(call.principal(), call.riderId(), query(call)));
    }

    private static ViewTrips.Query query(Call call) {
        return new ViewTrips.Query(
                statuses(call.query("status")), Cursors.trip(call.query("cursor")), call.limit(50, 100));
    }

    private static Set<TripStatus> statuses(@Nullable String names) {
        return names == null
                ? Set.of()
                : Stream.of(names.split(",", -1)).map(TripInput::status).collect(Collectors.toSet());
    }

    private static void page(Call call, ViewTrips.Page page) {
        ViewTrips.Cursor next = page.next();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trips", page.trips().stream().map(TripJson::of).toList());
        fields.put("nextCursor", next == null ? null : Cursors.of(next));
        call.json(HttpStatus.OK, fields);
    }

    /** Marks the answer with the version, and says whether the caller has it already. */
    private static boolean etag(Call call, long version) {
        return Etags.mark(call.context(), Long.toString(version));
    }
}
