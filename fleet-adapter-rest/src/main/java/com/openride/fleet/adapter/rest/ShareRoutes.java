package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.empty;
import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Answer;
import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.ShareTrip;
import com.openride.fleet.application.port.in.ShareTrip.Shared;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.share.ShareToken;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Links by which riders let others see a trip. */
final class ShareRoutes {

    private static final String SHARE = "/v1/trips/{tripId}/share";
    private static final Parameter AGAIN =
            Parameter.query("again", "boolean", "true when the caller has looked before, and is not to be counted");
    private static final Answer PAGE = new Answer(200, "A page.", List.of("text/html"), "");
    private static final Answer NOTHING = new Answer(404, "A page that says so.", List.of("text/html"), "");

    private final ShareTrip sharing;
    private final SharePage page;

    ShareRoutes(ShareTrip sharing, SharePage page) {
        this.sharing = sharing;
        this.page = page;
    }

    List<Route> all() {
        return Stream.of(forRiders(), forAnyone()).flatMap(List::stream).toList();
    }

    private List<Route> forRiders() {
        return List.of(
                new Route(
                        HandlerType.POST,
                        SHARE,
                        false,
                        "Makes a link by which others see the trip; for its riders.",
                        List.of(),
                        "",
                        List.of(json(201, "The link, told this once.", "Share")),
                        this::share),
                new Route(
                        HandlerType.DELETE,
                        SHARE,
                        false,
                        "Kills the rider's links to the trip; an operator kills all.",
                        List.of(),
                        "",
                        List.of(empty(204, "They are dead.")),
                        this::revoke));
    }

    private List<Route> forAnyone() {
        return List.of(
                Route.get(
                                "/v1/share/{token}",
                                "Shows a trip to whoever has its link.",
                                List.of(AGAIN),
                                json(200, "How it goes.", "SharedTrip"),
                                this::view)
                        .forAnyone(),
                Route.get("/t/{token}", "Shows that to people.", List.of(AGAIN), PAGE, this::show)
                        .or(NOTHING)
                        .forAnyone());
    }

    private void share(Call call) {
        call.principal().requireAny(Role.RIDER);
        Shared shared = sharing.share(call.principal(), call.tripId());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("token", shared.token().text());
        fields.put("path", "/t/" + shared.token().text());
        fields.put("createdAt", Wire.time(shared.link().createdAt()));
        fields.put("links", shared.all().stream().map(ShareRoutes::link).toList());
        call.json(HttpStatus.CREATED, fields);
    }

    private void revoke(Call call) {
        call.principal().requireAny(Role.RIDER, Role.ADMIN);
        sharing.revoke(call.principal(), call.tripId());
        call.context().status(HttpStatus.NO_CONTENT);
    }

    private void view(Call call) {
        call.json(HttpStatus.OK, look(call).json());
    }

    private void show(Call call) {
        try {
            page.show(call.context(), token(call), look(call));
        } catch (Refused fault) {
            if (fault.code() != FaultCode.SHARE_NOT_FOUND) {
                throw fault;
            }
            call.context().status(HttpStatus.NOT_FOUND);
            page.showNothing(call.context());
        }
    }

    private SharedTrip look(Call call) {
        boolean again = "true".equals(call.query("again"));
        return new SharedTrip(sharing.view(token(call), !again));
    }

    private static ShareToken token(Call call) {
        return new ShareToken(call.context().pathParam("token"));
    }

    private static Map<String, Object> link(ShareLink link) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("createdAt", Wire.time(link.createdAt()));
        fields.put("views", link.views());
        return fields;
    }
}
