package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.CallForHelp;
import com.openride.fleet.application.port.in.CallForHelp.Called;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What drivers and riders in need say. */
@SuppressWarnings("FutureReturnValueIgnored") // Each is answered, whatever comes of it.
final class HelpEvents {

    /** How long somebody in need is kept waiting for the store before they are told that operators know. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CallForHelp help;

    HelpEvents(CallForHelp help) {
        this.help = help;
    }

    Map<String, Route> routes() {
        return Map.of(EventNames.SOS, new Route(Set.of(Role.DRIVER, Role.RIDER), true, false, this::onSos));
    }

    /** At once if the trip is known here; otherwise in the client's lane, which may be held up by a store that hangs. */
    private void onSos(Call call) {
        CallForHelp.Request request = SosMessage.read(call.payload()).request();
        Optional<Called> called = help.callAtOnce(call.principal(), request);
        if (called.isPresent()) {
            answer(call, called.get());
        } else if (!call.client().lane().tryRun(() -> Correlation.of(call.client(), () -> lookUp(call, request)))) {
            throw new Refused(FaultCode.OVERLOADED, "too much is going on, try again");
        }
    }

    private void lookUp(Call call, CallForHelp.Request request) {
        try {
            answer(call, help.call(call.principal(), request));
        } catch (RuntimeException failure) {
            call.fail(failure);
        }
    }

    private static void answer(Call call, Called called) {
        called.stored()
                .thenApply(alert -> new Outcome(alert.id(), true))
                .toCompletableFuture()
                .completeOnTimeout(new Outcome(called.id(), false), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, failure) -> {
                    if (failure == null) {
                        call.succeed(outcome.answer());
                    } else {
                        call.fail(failure);
                    }
                });
    }

    /** What has become of a call for help so far. */
    private record Outcome(AlertId alert, boolean stored) {

        Map<String, Object> answer() {
            return Map.of("alertId", alert.toString(), "stored", stored);
        }
    }
}
