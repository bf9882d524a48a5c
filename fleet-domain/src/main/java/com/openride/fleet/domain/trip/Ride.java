package com.openride.fleet.domain.trip;

/**
 * How far one rider has come on a run.
 *
 * @param phase where they are
 * @param haltsBefore how many halts come before the one where they get on or, once aboard, off
 */
public record Ride(Phase phase, int haltsBefore) {

    /** Where a rider is: forward only. */
    public enum Phase {
        /** At their pickup, or not there yet. */
        WAITING,
        /** In the car. */
        ABOARD,
        /** At their drop-off, or gone. */
        DONE
    }

    /** Whether the car is no concern of theirs any more. */
    public boolean isDone() {
        return phase == Phase.DONE;
    }
}
