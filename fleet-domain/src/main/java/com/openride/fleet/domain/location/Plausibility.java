package com.openride.fleet.domain.location;

import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one driver's fixes so far let us believe, as a pure state machine. It raises doubts and never refuses.
 *
 * @param last the last fix that was believed, null before the first
 * @param stillSince since when every believed fix has been at exactly the same place
 * @param strays how many fixes in a row were too far away to be believed
 * @param stray the last of these
 */
public record Plausibility(
        @Nullable LocationFix last,
        @Nullable Instant stillSince,
        int strays,
        @Nullable LocationFix stray) {

    /** Before the first fix. */
    public static final Plausibility START = new Plausibility(null, null, 0, null);

    private static final double FASTEST_METERS_PER_SECOND = 300 / 3.6;
    private static final double SLACK_METERS = 200;
    private static final double INACCURATE_METERS = 200;
    private static final double MOVING_KMH = 5;
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(60);
    private static final Duration CLOCK_AHEAD = Duration.ofSeconds(5);
    private static final int BELIEVED_STRAYS = 3;

    /**
     * What to think of a fix.
     *
     * @param next the state after it
     * @param doubts why it may not be true; empty when nothing speaks against it
     */
    public record Verdict(Plausibility next, Set<Doubt> doubts) {
        public Verdict {
            doubts = Set.copyOf(doubts);
        }
    }

    /** Judges the next fix. One recorded before the last believed one is judged by itself and changes nothing. */
    public Verdict judge(LocationFix fix, Instant receivedAt) {
        Set<Doubt> doubts = ownDoubts(fix, receivedAt);
        LocationFix before = last;
        if (before != null && !fix.recordedAt().isAfter(before.recordedAt())) {
            return new Verdict(this, doubts);
        }
        if (before != null && !isReachable(before, fix)) {
            doubts.add(Doubt.TELEPORT);
            return new Verdict(strayed(fix), doubts);
        }
        Plausibility next = believed(fix);
        if (next.isFrozenAt(fix)) {
            doubts.add(Doubt.FROZEN);
        }
        return new Verdict(next, doubts);
    }

    /** What speaks against the fix by itself. */
    private static Set<Doubt> ownDoubts(LocationFix fix, Instant receivedAt) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (fix.recordedAt().isAfter(receivedAt.plus(CLOCK_AHEAD))) {
            doubts.add(Doubt.CLOCK_AHEAD);
        }
        if (meters(fix.accuracy()) > INACCURATE_METERS) {
            doubts.add(Doubt.INACCURATE);
        }
        return doubts;
    }

    /** A few strays in a row that agree with each other are where the car is: the state before was the wrong one. */
    private Plausibility strayed(LocationFix fix) {
        LocationFix before = stray;
        boolean agrees = before != null && isReachable(before, fix);
        int count = agrees ? strays + 1 : 1;
        return count >= BELIEVED_STRAYS ? START.believed(fix) : new Plausibility(last, stillSince, count, fix);
    }

    private Plausibility believed(LocationFix fix) {
        boolean same = last != null && last.point().equals(fix.point());
        return new Plausibility(fix, same && stillSince != null ? stillSince : fix.recordedAt(), 0, null);
    }

    private boolean isFrozenAt(LocationFix fix) {
        Speed speed = fix.speed();
        return stillSince != null
                && speed != null
                && speed.kilometersPerHour() > MOVING_KMH
                && Duration.between(stillSince, fix.recordedAt()).compareTo(FROZEN_AFTER) >= 0;
    }

    private static boolean isReachable(LocationFix from, LocationFix to) {
        double seconds = Duration.between(from.recordedAt(), to.recordedAt()).toMillis() / 1000.0;
        double slack = SLACK_METERS + meters(from.accuracy()) + meters(to.accuracy());
        GeoPoint there = to.point();
        return from.point().metersTo(there) <= slack + Math.max(0, seconds) * FASTEST_METERS_PER_SECOND;
    }

    private static double meters(@Nullable Accuracy accuracy) {
        return accuracy == null ? 0 : accuracy.meters();
    }
}
