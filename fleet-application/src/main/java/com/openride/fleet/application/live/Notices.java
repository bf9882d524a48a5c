package com.openride.fleet.application.live;

import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.trip.Trip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of one driver's trips. Touched in the driver's lane alone, but for {@link #isEmpty()}. Bounded: whoever forgets to take it loses
 * the oldest.
 */
public final class Notices {

    private static final int MOST = 1000;

    private List<Noticed> noticed = new ArrayList<>();
    private List<Trip> over = new ArrayList<>();
    private @Nullable Instant missedFrom;
    private @Nullable Instant missedTo;
    private volatile boolean empty = true;

    /**
     * What is taken at once.
     *
     * @param noticed what was found, in order
     * @param over trips that have ended
     * @param missedFrom the first fix that came too late to be looked at in order, if any did
     * @param missedTo the last such fix
     */
    public record Taken(
            List<Noticed> noticed,
            List<Trip> over,
            @Nullable Instant missedFrom,
            @Nullable Instant missedTo) {}

    void add(List<Finding> findings, Trip trip) {
        empty = empty && findings.isEmpty();
        for (Finding finding : findings) {
            noticed.add(new Noticed(trip, finding));
        }
        if (noticed.size() > MOST) {
            noticed.subList(0, noticed.size() - MOST).clear();
        }
    }

    void over(Trip trip) {
        empty = false;
        if (over.size() < MOST) {
            over.add(trip);
        }
    }

    void missed(Instant from, Instant to) {
        empty = false;
        missedFrom = missedFrom == null || from.isBefore(missedFrom) ? from : missedFrom;
        missedTo = missedTo == null || to.isAfter(missedTo) ? to : missedTo;
    }

    boolean isEmpty() {
        return empty;
    }

    Taken take() {
        var taken = new Taken(noticed, over, missedFrom, missedTo);
        noticed = new ArrayList<>();
        over = new ArrayList<>();
        missedFrom = null;
        missedTo = null;
        empty = true;
        return taken;
    }
}
