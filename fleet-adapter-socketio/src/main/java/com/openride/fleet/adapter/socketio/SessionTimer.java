package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.Departure;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a session with its token, and says so a minute before. Safe for use by many threads. */
final class SessionTimer {

    private static final Duration NOTICE = Duration.ofSeconds(60);

    private final Client client;
    private final ServerContext context;
    private @Nullable Future<?> notice;
    private @Nullable Future<?> end;
    private boolean closed;

    SessionTimer(Client client, ServerContext context) {
        this.client = client;
        this.context = context;
    }

    /** Counts to this expiry from now on, and to no other. */
    synchronized void arm(Instant expiresAt) {
        cancel();
        if (closed) {
            return;
        }
        Duration left = Duration.between(context.clock().instant(), expiresAt);
        Duration leeway = context.config().timing().expiryLeeway();
        notice = after(left.minus(NOTICE), () -> announce(expiresAt));
        end = after(left.plus(leeway), this::expire);
    }

    synchronized void close() {
        closed = true;
        cancel();
    }

    private void announce(Instant expiresAt) {
        client.sendQueue()
                .send(Wire.event(EventNames.AUTH_EXPIRING, Map.of("expiresAt", Timestamps.format(expiresAt))));
    }

    private void expire() {
        var expired = new Refused(FaultCode.TOKEN_EXPIRED, "the token has expired");
        client.dismiss(Wire.event(EventNames.ERROR, Faults.body(expired)), Departure.TOKEN_EXPIRED);
    }

    private Future<?> after(Duration delay, Runnable task) {
        return client.loop().schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (notice != null) {
            notice.cancel(false);
        }
        if (end != null) {
            end.cancel(false);
        }
    }
}
