package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.TooSoon;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one mapper from what went wrong to problem details (RFC 9457). Never repeats what was sent. */
final class Problems {

    static final String CORRELATION = "correlationId";

    /** The registered type (IANA, HTTP Problem Types) for a caller who is too fast. */
    private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void send(Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof FleetException fault) {
            send(context, fault);
        } else if (cause instanceof RestFault fault) {
            write(context, fault.status(), code(fault.status()), String.valueOf(fault.getMessage()), null);
        } else if (cause instanceof HttpResponseException response) {
            HttpStatus status = HttpStatus.forStatus(response.getStatus());
            write(context, status, code(status), status.getMessage(), null);
        } else {
            LOG.error("unexpected failure, correlation {}", context.<String>attribute(CORRELATION), cause);
            HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
            write(context, status, "INTERNAL", "something went wrong on our side", null);
        }
    }

    /** The answer to a path or method that is not ours. */
    static void send(Context context, HttpStatus status) {
        write(context, status, code(status), status.getMessage(), null);
    }

    private static void send(Context context, FleetException fault) {
        HttpStatus status = status(fault.code());
        if (status == HttpStatus.UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer");
        }
        if (fault instanceof TooSoon soon) {
            long seconds = Math.max(1, (soon.retryAfter().toMillis() + 999) / 1000);
            context.header("Retry-After", Long.toString(seconds));
        } else if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            context.header("Retry-After", "1");
        }
        write(context, status, fault.code().name(), String.valueOf(fault.getMessage()), fault);
    }

    private static void write(
            Context context, HttpStatus status, String code, String detail, @Nullable FleetException fault) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", fault instanceof TooSoon ? QUOTA_EXCEEDED : "about:blank");
        problem.put("title", status.getMessage());
        problem.put("status", status.getCode());
        problem.put("detail", detail);
        problem.put("code", code);
        String correlation = context.attribute(CORRELATION);
        problem.put(CORRELATION, correlation == null ? "" : correlation);
        if (fault instanceof InvalidValue invalid) {
            problem.put("errors", List.of(Map.of("field", invalid.field(), "message", detail)));
        } else if (fault != null && !fault.details().isEmpty()) {
            problem.put("details", fault.details());
        }
        context.status(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .result(Json.write(problem));
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
            case CONTENT_TOO_LARGE -> "CONTENT_TOO_LARGE";
            case UNSUPPORTED_MEDIA_TYPE -> "UNSUPPORTED_MEDIA_TYPE";
            case NOT_ACCEPTABLE -> "NOT_ACCEPTABLE";
            case REQUEST_TIMEOUT -> "REQUEST_TIMEOUT";
            default -> status.getCode() < 500 ? "INVALID_PAYLOAD" : "INTERNAL";
        };
    }

    private static HttpStatus status(FaultCode code) {
        return switch (code) {
            case AUTHENTICATION_FAILED, TOKEN_EXPIRED -> HttpStatus.UNAUTHORIZED;
            case UNAUTHORIZED -> HttpStatus.FORBIDDEN;
            case INVALID_PAYLOAD, IDEMPOTENCY_KEY_REUSED, NOT_SUPPORTED -> HttpStatus.BAD_REQUEST;
            case TRIP_NOT_FOUND, DRIVER_NOT_FOUND, ALERT_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case INVALID_STATUS_TRANSITION, CONFLICT -> HttpStatus.CONFLICT;
            case RATE_LIMIT_EXCEEDED, MAX_CONNECTIONS_EXCEEDED -> HttpStatus.TOO_MANY_REQUESTS;
            case OVERLOADED, UNAVAILABLE, SERVER_BUSY, SERVER_DRAINING -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
