package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rider lets others see one trip of theirs, by a link. Safe for use by many threads; methods may block. */
public interface ShareTrip {

    /**
     * Makes a link to the rider's trip. Its token is told this once.
     *
     * @throws com.openride.fleet.domain.fault.FleetException UNAUTHORIZED for whoever is no rider, TRIP_NOT_FOUND, CONFLICT
     *     when the trip is over or has {@link ShareLink#MOST} links of the rider already
     */
    Shared share(Principal principal, TripId trip);

    /**
     * Kills every link of the rider to the trip; an operator kills those of all its riders.
     *
     * @throws com.openride.fleet.domain.fault.FleetException UNAUTHORIZED for others, TRIP_NOT_FOUND
     */
    void revoke(Principal principal, TripId trip);

    /**
     * What whoever has the link may see: what the rider sees, and nothing that names anybody.
     *
     * @param counts whether this is a view of its own, rather than another look of somebody who has seen it
     * @throws com.openride.fleet.domain.fault.FleetException SHARE_NOT_FOUND when there is no such link, it has been
     *     revoked, or its trip ended a while ago
     */
    SharedView view(ShareToken token, boolean counts);

    /**
     * A new link.
     *
     * @param token its secret
     * @param link the link itself
     * @param all the rider's links to the trip, oldest first, this one among them
     */
    record Shared(ShareToken token, ShareLink link, List<ShareLink> all) {}

    /**
     * A trip as others may see it.
     *
     * @param trip through the rider's eyes
     * @param location where the car is, when the rider sees it
     */
    record SharedView(TripView trip, @Nullable DriverLocation location) {}
}
