package com.openride.fleet.application.rerun;

import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Trip;
import java.time.Instant;
import java.util.List;

/**
 * What a trip's stored fixes say once more.
 *
 * @param trip as it stands in the store
 * @param until up to when time was taken to have passed
 * @param fixes how many fixes were recorded while it was under way
 * @param alerts everything that was raised then or is found now, by its beginning
 * @param score how good estimates would have been, had every fix come when it was recorded
 */
public record Rerun(Trip trip, Instant until, int fixes, List<Compared> alerts, EtaScore score) {

    public Rerun {
        alerts = List.copyOf(alerts);
    }
}
