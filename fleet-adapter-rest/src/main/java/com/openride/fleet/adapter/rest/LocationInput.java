package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Reads positions out of bodies. */
final class LocationInput {

    private LocationInput() {}

    /** The fix; a missing timestamp is the time of receipt. */
    static LocationFix fix(Fields fields, Instant receivedAt) {
        Instant recordedAt = fields.time("timestamp", "ts", "recordedAt", "recorded_at");
        return new LocationFix(
                TripInput.point(fields),
                recordedAt == null ? receivedAt : recordedAt,
                optional(fields, Bearing::new, "bearing", "heading", "course"),
                optional(fields, Speed::new, "speed"),
                optional(fields, Accuracy::new, "accuracy", "acc"),
                optional(fields, Altitude::new, "altitude", "alt"));
    }

    /** Where the next page is, with the range of this one, so that "now" does not move between pages. */
    static String nextUrl(Call call, ViewDrivers.Page page, Instant next) {
        String trip = call.query("tripId", "trip_id");
        return "/v1/drivers/" + page.driver() + "/locations?from=" + Wire.time(page.from()) + "&to="
                + Wire.time(page.to()) + "&limit=" + call.limit(500, 1000) + (trip == null ? "" : "&tripId=" + trip)
                + "&cursor=" + Cursors.of(next);
    }

    private static <T> @Nullable T optional(Fields fields, DoubleFunction<T> type, String... names) {
        Double value = fields.number(names);
        return value == null ? null : type.apply(value);
    }
}
