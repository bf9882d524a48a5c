package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;

/**
 * When a detector begins to speak and when it falls silent again. Decision 8 argues each from what recorded drives show.
 *
 * @param offRoute for cars beside their route
 * @param longStop for cars that stand where no halt is planned
 * @param overspeed for cars that are too fast
 * @param arrival for cars that stand at a pickup or drop-off
 * @param signal for fixes that cannot be true
 * @param patience for what does not happen
 */
public record Thresholds(
        OffRoute offRoute, LongStop longStop, Overspeed overspeed, Arrival arrival, Signal signal, Patience patience) {

    /** What holds unless something else was set. */
    public static final Thresholds USUAL = new Thresholds(
            new OffRoute(150, 75, Duration.ofSeconds(20), 3, Duration.ofSeconds(10)),
            new LongStop(Duration.ofMinutes(5), 50, 100, 150),
            new Overspeed(110, 100, Duration.ofSeconds(10), 2, Duration.ofSeconds(10)),
            new Arrival(80, 150, 30, Duration.ofSeconds(30), Duration.ofSeconds(60)),
            new Signal(2, Duration.ofMinutes(5), Duration.ofSeconds(60), 10),
            new Patience(Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofHours(12)));

    /**
     * Beside the route, less the accuracy that the device claims.
     *
     * @param triggerMeters farther than this is off
     * @param clearMeters nearer than this is back
     * @param triggerAfter for so long
     * @param triggerFixes and in so many fixes
     * @param clearAfter back for so long
     */
    public record OffRoute(
            double triggerMeters, double clearMeters, Duration triggerAfter, int triggerFixes, Duration clearAfter) {
        public OffRoute {
            require("offRoute.triggerMeters", triggerMeters > 0 && triggerMeters <= 10_000, "from 0 to 10000");
            require("offRoute.clearMeters", clearMeters > 0 && clearMeters <= triggerMeters, "at most the trigger");
            requireTime("offRoute.triggerAfter", triggerAfter);
            requireFixes("offRoute.triggerFixes", triggerFixes);
            requireTime("offRoute.clearAfter", clearAfter);
        }

        Hysteresis hysteresis() {
            return new Hysteresis(triggerAfter, triggerFixes, clearAfter);
        }
    }

    /**
     * Standing.
     *
     * @param triggerAfter for so long
     * @param standMeters within this distance of where it began
     * @param clearMeters farther than this is driving on
     * @param haltMeters nearer than this to a planned halt is no matter
     */
    public record LongStop(Duration triggerAfter, double standMeters, double clearMeters, double haltMeters) {
        public LongStop {
            requireTime("longStop.triggerAfter", triggerAfter);
            require("longStop.standMeters", standMeters > 0 && standMeters <= 1000, "from 0 to 1000");
            require("longStop.clearMeters", clearMeters >= standMeters && clearMeters <= 1000, "standMeters to 1000");
            require("longStop.haltMeters", haltMeters >= 0 && haltMeters <= 10_000, "from 0 to 10000");
        }
    }

    /**
     * Too fast.
     *
     * @param triggerKmh faster than this is too fast
     * @param clearKmh slower than this no longer is
     * @param triggerAfter for so long
     * @param triggerFixes and in so many fixes
     * @param clearAfter slower for so long
     */
    public record Overspeed(
            double triggerKmh, double clearKmh, Duration triggerAfter, int triggerFixes, Duration clearAfter) {
        public Overspeed {
            require("overspeed.triggerKmh", triggerKmh > 0 && triggerKmh <= 300, "from 0 to 300");
            require("overspeed.clearKmh", clearKmh > 0 && clearKmh <= triggerKmh, "at most the trigger");
            requireTime("overspeed.triggerAfter", triggerAfter);
            requireFixes("overspeed.triggerFixes", triggerFixes);
            requireTime("overspeed.clearAfter", clearAfter);
        }

        Hysteresis hysteresis() {
            return new Hysteresis(triggerAfter, triggerFixes, clearAfter);
        }
    }

    /**
     * Standing at the pickup on the way to it, or at the drop-off while in progress.
     *
     * @param enterMeters nearer than this is there
     * @param leaveMeters farther than this is gone
     * @param standMeters staying within this distance is standing
     * @param pickupDwell for so long at the pickup
     * @param dropoffDwell for so long at the drop-off
     */
    public record Arrival(
            double enterMeters, double leaveMeters, double standMeters, Duration pickupDwell, Duration dropoffDwell) {
        public Arrival {
            require("arrival.enterMeters", enterMeters > 0 && enterMeters <= 1000, "from 0 to 1000");
            require("arrival.leaveMeters", leaveMeters >= enterMeters && leaveMeters <= 2000, "enterMeters to 2000");
            require("arrival.standMeters", standMeters > 0 && standMeters <= 1000, "from 0 to 1000");
            requireTime("arrival.pickupDwell", pickupDwell);
            requireTime("arrival.dropoffDwell", dropoffDwell);
        }
    }

    /**
     * Fixes that cannot be true.
     *
     * @param jumps so many jumps that no car can make
     * @param quietAfter forgotten after so long without another
     * @param frozenAfter the same place for so long
     * @param movingKmh while the device claims to be faster than this
     */
    public record Signal(int jumps, Duration quietAfter, Duration frozenAfter, double movingKmh) {
        public Signal {
            requireFixes("signal.jumps", jumps);
            requireTime("signal.quietAfter", quietAfter);
            requireTime("signal.frozenAfter", frozenAfter);
            require("signal.movingKmh", movingKmh > 0 && movingKmh <= 300, "from 0 to 300");
        }
    }

    /**
     * What does not happen.
     *
     * @param darkAfter no fix for so long while a trip is under way
     * @param notStartedAfter not set out so long after the scheduled time
     * @param leftOpenAfter not completed so long after the last halt was reached
     * @param longestTrip under way for longer than this
     */
    public record Patience(Duration darkAfter, Duration notStartedAfter, Duration leftOpenAfter, Duration longestTrip) {
        public Patience {
            requireTime("patience.darkAfter", darkAfter);
            requireTime("patience.notStartedAfter", notStartedAfter);
            requireTime("patience.leftOpenAfter", leftOpenAfter);
            requireTime("patience.longestTrip", longestTrip);
        }
    }

    private static void requireTime(String name, Duration time) {
        require(name, !time.isNegative() && time.compareTo(Duration.ofDays(7)) <= 0, "from 0 to seven days");
    }

    private static void requireFixes(String name, int fixes) {
        require(name, fixes >= 1 && fixes <= 1000, "from 1 to 1000");
    }

    private static void require(String name, boolean holds, String allowed) {
        if (!holds) {
            throw new InvalidValue(name, "must be " + allowed);
        }
    }
}
