package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.fault.TooSoon;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;

/** Finds out who calls, and whether they have called too often, before anything else is looked at. */
final class Reception {

    private static final String BEARER = "bearer ";

    private final OpenSession sessions;
    private final RequestRate rate;

    Reception(OpenSession sessions, RequestRate rate) {
        this.sessions = sessions;
        this.rate = rate;
    }

    /** Gives every request a correlation id: the caller's if it is sane, otherwise one of ours. */
    static void greet(Context context) {
        String sent = context.header("X-Correlation-ID");
        boolean sane = sent != null && sent.matches("[\\x21-\\x7e]{1,64}");
        String correlation = sane ? sent : UUID.randomUUID().toString();
        context.attribute(Problems.CORRELATION, correlation);
        // From here it reaches every line of the log and every entry of the audit that this thread writes.
        MDC.put(Problems.CORRELATION, correlation);
        context.header("X-Correlation-ID", correlation);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
    }

    /** What the thread does next is not about this request any more. */
    static void partFrom(Context context) {
        MDC.remove(Problems.CORRELATION);
    }

    /** The caller of a route that needs a token. */
    Principal admit(Context context) {
        Principal principal = sessions.authenticate(token(context));
        if (!principal.is(Role.SERVICE)) {
            Duration wait = rate.take(principal.subject());
            if (!wait.isZero()) {
                context.header("RateLimit-Policy", "\"subject\";q=" + rate.perMinute() + ";w=60");
                context.header("RateLimit", "\"subject\";r=0;t=" + Math.max(1, wait.toSeconds()));
                throw new TooSoon(wait);
            }
        }
        return principal;
    }

    private static BearerToken token(Context context) {
        List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
        if (headers.size() == 1 && headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new BearerToken(headers.get(0).substring(BEARER.length()).strip());
        }
        throw new Refused(FaultCode.AUTHENTICATION_FAILED, "authentication failed");
    }
}
