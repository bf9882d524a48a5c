package com.openride.fleet.bootstrap.load;

/** A plan that has begun, or will: when each fix is due by the clock. Safe for use by many threads. */
final class Timetable {

    private final LoadPlan plan;
    private volatile long begunNanos;
    private volatile long begunMillis = Long.MAX_VALUE;

    Timetable(LoadPlan plan) {
        this.plan = plan;
    }

    /** The load begins now. */
    void begin() {
        begunNanos = System.nanoTime();
        begunMillis = System.currentTimeMillis();
    }

    /** When a fix is due, by {@link System#nanoTime}. */
    long due(long fix) {
        return begunNanos + plan.due(fix);
    }

    /** When the load ends, by {@link System#nanoTime}. */
    long end() {
        return begunNanos + plan.total().toNanos();
    }

    /** The time that the fix carries, by which a watcher knows which one it is; in milliseconds since 1970. */
    long timestamp(long fix) {
        return begunMillis + plan.due(fix) / 1_000_000;
    }

    /** Which of its driver's fixes carries this time; negative for one from before the beginning. */
    int turn(int driver, long timestamp) {
        return timestamp < begunMillis ? -1 : plan.turnAt(driver, timestamp - begunMillis);
    }

    /** Whether the driver's so and so many fix is timed. */
    boolean isTimed(int driver, int turn) {
        return plan.isTimed(plan.fix(driver, turn));
    }

    /** How long ago, in nanoseconds, the driver's so and so many fix was due. */
    long sinceDue(int driver, int turn) {
        return System.nanoTime() - due(plan.fix(driver, turn));
    }
}
