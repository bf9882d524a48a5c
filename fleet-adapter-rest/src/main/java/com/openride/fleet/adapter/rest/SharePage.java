package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Ride.Phase;
import com.openride.fleet.domain.trip.TripStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a share link, from the class path alone. The words are written here, so that it tells the same without
 * JavaScript, which renews it in place and draws.
 */
final class SharePage {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"15; url=/t/%s?again=true\">";
    private static final String RENEWAL = "<p class=\"quiet\">This page renews itself every 15 seconds.</p>";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final String page = resource("page.html");
    private final String style = resource("page.css");
    private final String script = resource("page.js");

    SharePage(InstantSource clock) {
        this.clock = clock;
    }

    /** Serves what the page needs; none of it is part of the API. */
    void addAssets(RoutesConfig javalin) {
        javalin.get("/share/page.css", context -> asset(context, "text/css", style));
        javalin.get("/share/page.js", context -> asset(context, "text/javascript", script));
    }

    /** Shows the trip. */
    void show(Context context, ShareToken token, SharedTrip trip) {
        boolean over = trip.status().isOver();
        send(
                context,
                page.replace("{{headline}}", headline(trip))
                        .replace("{{details}}", String.join("\n", details(trip)))
                        .replace("{{refresh}}", over ? "" : REFRESH.formatted(token.text()))
                        .replace("{{renewal}}", over ? "" : RENEWAL)
                        .replace("{{trip}}", escaped(Json.write(trip.json()))));
    }

    /** Says that there is nothing to be seen, the same for whatever reason. */
    void showNothing(Context context) {
        send(
                context,
                page.replace("{{headline}}", "This link shows nothing")
                        .replace("{{details}}", "<p>It may have ended with its trip, or been taken back.</p>")
                        .replace("{{refresh}}", "")
                        .replace("{{renewal}}", "")
                        .replace("{{trip}}", ""));
    }

    private static void send(Context context, String html) {
        context.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .contentType("text/html; charset=utf-8")
                .result(html);
    }

    private static void asset(Context context, String type, String text) {
        context.header("Cache-Control", "public, max-age=3600")
                .contentType(type + "; charset=utf-8")
                .result(text);
    }

    private static String headline(SharedTrip trip) {
        return switch (trip.status()) {
            case PENDING -> "Planned";
            case EN_ROUTE -> "On the way to the pickup";
            case ARRIVED -> trip.isAtOwnPickup() ? "At the pickup" : "On the way to the pickup";
            case IN_PROGRESS -> ofRun(trip.stage());
            case COMPLETED -> "Arrived";
            case CANCELLED -> "Cancelled";
        };
    }

    private static String ofRun(Phase stage) {
        return switch (stage) {
            case WAITING -> "On the way to the pickup";
            case ABOARD -> "On the way to the drop-off";
            case DONE -> "Arrived";
        };
    }

    private List<String> details(SharedTrip trip) {
        List<String> details = new ArrayList<>();
        EtaEstimate estimate = trip.estimate();
        if (estimate != null) {
            details.add("<p>Expected " + in(estimate.arrival()) + ", at " + time(estimate.arrival()) + ".</p>");
        }
        Integer stops = trip.stopsBefore();
        if (stops != null && stops > 0) {
            String own = trip.stage() == Phase.ABOARD ? "drop-off" : "pickup";
            details.add("<p>" + stops + (stops == 1 ? " stop" : " stops") + " before the " + own + ".</p>");
        }
        details.add("<p class=\"quiet\">" + seen(trip) + "</p>");
        return details;
    }

    private static String seen(SharedTrip trip) {
        DriverLocation location = trip.location();
        Instant ended = trip.trip().stamps().endedAt();
        if (ended != null) {
            return "The trip ended at " + time(ended) + ".";
        }
        if (location != null) {
            return "The car was last seen at " + time(location.fix().recordedAt()) + ".";
        }
        return trip.status() == TripStatus.PENDING ? planned(trip) : "The car is not to be seen now.";
    }

    private static String planned(SharedTrip trip) {
        @Nullable Instant scheduled = trip.trip().plan().scheduledTime();
        return "The driver has not set out yet." + (scheduled == null ? "" : " Planned for " + time(scheduled) + ".");
    }

    private String in(Instant arrival) {
        long minutes = Math.max(
                0, Duration.between(clock.instant(), arrival).plusSeconds(30).toMinutes());
        return minutes == 0 ? "now" : "in " + minutes + (minutes == 1 ? " minute" : " minutes");
    }

    private static String time(Instant instant) {
        return "<time datetime=\"" + Wire.time(instant) + "\">" + CLOCK.format(instant) + "</time>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = SharePage.class.getResourceAsStream("share/" + name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
