package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.Session;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a session with its token: warns a minute before, closes at the expiry plus the verifier's leeway. */
final class TokenClock {

    private static final Duration WARNING = Duration.ofSeconds(60);
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final EventExecutor timer;

    TokenClock(InstantSource clock, EventExecutor timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** Watches over the client's token as it is now. A refreshed one is watched anew, and this watch does nothing. */
    void watch(Client client) {
        Instant expiresAt = client.session().principal().expiresAt();
        in(expiresAt.minus(WARNING), () -> warn(client, expiresAt));
        in(expiresAt.plus(LEEWAY), () -> expire(client, expiresAt));
    }

    private void in(Instant when, Runnable work) {
        long delay = Math.max(0, Duration.between(clock.instant(), when).toMillis());
        Later.run(timer, delay, work);
    }

    private static void warn(Client client, Instant expiresAt) {
        if (stillHas(client, expiresAt)) {
            Map<String, @Nullable Object> payload = Map.of("expiresAt", Wire.time(expiresAt));
            client.outbox().send(Packets.event(EventNames.AUTH_EXPIRING, payload));
        }
    }

    private static void expire(Client client, Instant expiresAt) {
        if (stillHas(client, expiresAt)) {
            var fault = new Refused(FaultCode.TOKEN_EXPIRED, "the token has expired");
            client.outbox().send(Packets.event(EventNames.ERROR, Wire.fault(fault)));
            client.disconnectSoon();
        }
    }

    private static boolean stillHas(Client client, Instant expiresAt) {
        Session session = client.sessionIfAny();
        return session != null
                && client.state() == Client.State.ADMITTED
                && session.principal().expiresAt().equals(expiresAt);
    }
}
