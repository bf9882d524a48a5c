package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.Optional;

/**
 * All share links that have not been revoked.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop. They throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface ShareLinks {

    /**
     * Adds a new link, unless its rider has that many for its trip already, also when many add at once.
     *
     * @param most how many links a rider may have for a trip, positive
     * @return whether it was added
     */
    boolean add(ShareLink link, int most);

    /** The link whose token has this hash. */
    Optional<ShareLink> find(String tokenHash);

    /** Counts one more view of the link; nothing happens when there is none. */
    void viewed(String tokenHash);

    /** The rider's links for the trip, oldest first. */
    List<ShareLink> of(TripId trip, RiderId rider);

    /** Forgets every link of the rider for the trip. */
    void revoke(TripId trip, RiderId rider);
}
