package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Trip;
import org.jspecify.annotations.Nullable;

/**
 * A trip as one caller may know it.
 *
 * @param trip the whole trip; whoever shows it to a rider shows their part only
 * @param eta what is expected, if anything is
 * @param score how good estimates of it were so far, if that is known
 * @param onlyFor the rider who may see their own part alone, or null for a caller who may see all
 */
public record TripView(
        Trip trip,
        @Nullable Eta eta,
        @Nullable EtaScore score,
        @Nullable RiderId onlyFor) {

    /** A trip of which no estimate was judged. */
    public TripView(Trip trip, @Nullable Eta eta, @Nullable RiderId onlyFor) {
        this(trip, eta, null, onlyFor);
    }
}
