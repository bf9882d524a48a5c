package com.openride.fleet.application.share;

import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.in.ShareTrip;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes, kills and opens share links. */
public final class TripSharing implements ShareTrip {

    private final ShareLinks links;
    private final Trips trips;
    private final LiveFleet fleet;
    private final Visibility visibility;
    private final Supplier<ShareToken> tokens;
    private final InstantSource clock;

    /**
     * Shares trips.
     *
     * @param visibility when riders see the car
     * @param tokens a new one at each call, that nobody can guess
     */
    public TripSharing(
            ShareLinks links,
            Trips trips,
            LiveFleet fleet,
            Visibility visibility,
            Supplier<ShareToken> tokens,
            InstantSource clock) {
        this.links = links;
        this.trips = trips;
        this.fleet = fleet;
        this.visibility = visibility;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Shared share(Principal principal, TripId id) {
        principal.requireAny(Role.RIDER);
        var rider = new RiderId(principal.subject());
        Trip trip =
                trips.find(id).filter(found -> found.partOf(rider).isPresent()).orElseThrow(Refused::tripNotFound);
        if (trip.status().isOver()) {
            throw new Refused(FaultCode.CONFLICT, "the trip is over");
        }
        ShareToken token = tokens.get();
        var link = new ShareLink(token.hash(), id, rider, clock.instant().truncatedTo(ChronoUnit.MILLIS), 0);
        if (!links.add(link, ShareLink.MOST)) {
            throw new Refused(FaultCode.CONFLICT, "a trip has at most " + ShareLink.MOST + " links, revoke them first");
        }
        return new Shared(token, link, links.of(id, rider));
    }

    @Override
    public void revoke(Principal principal, TripId id) {
        principal.requireAny(Role.RIDER, Role.ADMIN);
        Trip trip = trips.find(id).orElseThrow(Refused::tripNotFound);
        List<RiderId> theirs = trip.plan().riders().stream()
                .map(RiderPart::rider)
                .filter(rider -> principal.is(Role.ADMIN) || rider.value().equals(principal.subject()))
                .toList();
        if (theirs.isEmpty()) {
            throw Refused.tripNotFound();
        }
        theirs.forEach(rider -> links.revoke(id, rider));
    }

    @Override
    public SharedView view(ShareToken token, boolean counts) {
        Instant now = clock.instant();
        if (!token.isWellFormed()) {
            throw Refused.shareNotFound();
        }
        ShareLink link = links.find(token.hash()).orElseThrow(Refused::shareNotFound);
        Trip trip =
                trips.find(link.trip()).filter(found -> link.shows(found, now)).orElseThrow(Refused::shareNotFound);
        if (counts) {
            links.viewed(link.tokenHash());
        }
        Eta eta = fleet.expected(trip).orElse(null);
        return new SharedView(new TripView(trip, eta, null, link.rider()), location(link.rider(), trip, eta, now));
    }

    private @Nullable DriverLocation location(RiderId rider, Trip trip, @Nullable Eta eta, Instant now) {
        return visibility.sees(rider, trip, eta, now)
                ? fleet.find(trip.driver()).newest().orElse(null)
                : null;
    }
}
