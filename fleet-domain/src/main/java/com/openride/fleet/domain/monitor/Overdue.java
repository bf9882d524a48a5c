package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that should have happened by now. Nobody needs a timer of their own for it: whoever looks, at whatever time,
 * finds the same.
 *
 * @param kind what it raises
 * @param patience how long it is waited for
 * @param begin since when it is waited for
 */
record Overdue(AlertKind kind, Duration patience, Begin begin) {

    /** Since when something is waited for; null when it is not. */
    interface Begin {
        @Nullable Instant of(Trip trip, TripProgress progress, @Nullable Instant heardAt);
    }

    static List<Overdue> of(Thresholds.Patience limits) {
        return List.of(
                new Overdue(AlertKind.DARK_DRIVER, limits.darkAfter(), Overdue::silentSince),
                new Overdue(AlertKind.TRIP_NOT_STARTED, limits.notStartedAfter(), Overdue::dueSince),
                new Overdue(AlertKind.TRIP_LEFT_OPEN, limits.leftOpenAfter(), Overdue::atEndSince),
                new Overdue(AlertKind.TRIP_LEFT_OPEN, limits.longestTrip(), Overdue::underWaySince));
    }

    /** Whether the time has come. */
    boolean isDue(@Nullable Instant since, Instant now) {
        return since != null && !now.isBefore(since.plus(patience));
    }

    private static @Nullable Instant silentSince(Trip trip, TripProgress progress, @Nullable Instant heardAt) {
        Instant started = trip.stamps().startedAt();
        if (!progress.status().isUnderWay() || started == null) {
            return null;
        }
        return heardAt == null || heardAt.isBefore(started) ? started : heardAt;
    }

    private static @Nullable Instant dueSince(Trip trip, TripProgress progress, @Nullable Instant heardAt) {
        return progress.status() == TripStatus.PENDING ? trip.plan().scheduledTime() : null;
    }

    private static @Nullable Instant atEndSince(Trip trip, TripProgress progress, @Nullable Instant heardAt) {
        return progress.status() == TripStatus.IN_PROGRESS && progress.isAtEnd() ? progress.reachedAt() : null;
    }

    private static @Nullable Instant underWaySince(Trip trip, TripProgress progress, @Nullable Instant heardAt) {
        return progress.status().isUnderWay() ? trip.stamps().startedAt() : null;
    }
}
