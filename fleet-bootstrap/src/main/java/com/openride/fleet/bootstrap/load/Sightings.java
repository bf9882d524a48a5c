package com.openride.fleet.bootstrap.load;

import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.util.BitSet;

/**
 * Which fixes of one driver one watcher has seen. Positions are state: the newest wins, so one that a newer one overtook is
 * superseded and not lost. Safe for use by many threads.
 */
final class Sightings {

    private final LoadTally tally;
    private final BitSet seen = new BitSet();
    private int last = -1;

    Sightings(LoadTally tally) {
        this.tally = tally;
    }

    /**
     * The watcher has heard of a fix.
     *
     * @param turn which of the driver's it is
     * @return whether it is news
     */
    synchronized boolean saw(int turn) {
        if (turn < last) {
            tally.add(Count.OUT_OF_ORDER, 1);
        } else if (turn == last) {
            tally.add(Count.DUPLICATED, 1);
        } else {
            last = turn;
            seen.set(turn);
            tally.add(Count.DELIVERED, 1);
            return true;
        }
        return false;
    }

    /** Whether the newest of these, or a newer one, has been seen. */
    synchronized boolean isUpToDate(BitSet acked) {
        return last >= acked.length() - 1;
    }

    /** Counts what was acked and not seen: the run is over. */
    synchronized void conclude(BitSet acked) {
        BitSet missing = (BitSet) acked.clone();
        missing.andNot(seen);
        int overtaken = last < 0 ? 0 : missing.get(0, last + 1).cardinality();
        tally.add(Count.SUPERSEDED, overtaken);
        tally.add(Count.LOST, missing.cardinality() - overtaken);
    }
}
