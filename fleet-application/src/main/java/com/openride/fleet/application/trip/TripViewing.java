package com.openride.fleet.application.trip;

import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.in.ViewTrips;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripRights;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows trips to whom they concern. */
public final class TripViewing implements ViewTrips {

    private static final int MOST = 100;

    private final Trips trips;
    private final TripTracks tracks;
    private final LiveFleet fleet;
    private final InstantSource clock;

    public TripViewing(Trips trips, TripTracks tracks, LiveFleet fleet, InstantSource clock) {
        this.trips = trips;
        this.tracks = tracks;
        this.fleet = fleet;
        this.clock = clock;
    }

    @Override
    public TripView find(Principal principal, TripId id) {
        return view(principal, visible(principal, id));
    }

    @Override
    public List<TripTransition> history(Principal principal, TripId id) {
        Trip trip = visible(principal, id);
        List<TripTransition> journal = trips.journal(trip.id(), 0);
        boolean hides = trip.isShared() && TripRights.seesOwnPartOnly(principal, trip);
        // Where a shared car was when it took a step may be where another rider lives.
        return hides ? journal.stream().map(TripTransition::withoutPlace).toList() : journal;
    }

    @Override
    public Track track(Principal principal, TripId id) {
        Trip trip = visible(principal, id);
        boolean shared = trip.isShared();
        Optional<RiderPart> part = shared && TripRights.seesOwnPartOnly(principal, trip)
                ? trip.partOf(new RiderId(principal.subject()))
                : Optional.empty();
        Stream<DriverLocation> fixes = part.map(own -> tracks.stream(trip, own)).orElseGet(() -> tracks.stream(trip));
        return new Track(trip, trip.drivenDuring(clock.instant()).orElse(null), fixes);
    }

    @Override
    public Page ofDriver(Principal principal, DriverId driver, Query query) {
        requireOwn(principal, Role.DRIVER, driver.value());
        return page(principal, query, trips.list(driver, filter(query)));
    }

    @Override
    public Page ofRider(Principal principal, RiderId rider, Query query) {
        requireOwn(principal, Role.RIDER, rider.value());
        return page(principal, query, trips.list(rider, filter(query)));
    }

    /** The trip as the principal may know it. */
    TripView view(Principal principal, Trip trip) {
        boolean ownPartOnly = TripRights.seesOwnPartOnly(principal, trip);
        return new TripView(
                trip,
                fleet.expected(trip).orElse(null),
                score(trip),
                ownPartOnly ? new RiderId(principal.subject()) : null);
    }

    private @Nullable EtaScore score(Trip trip) {
        return fleet.score(trip.driver(), trip.id())
                .filter(score -> !score.horizons().isEmpty())
                .orElse(null);
    }

    private Trip visible(Principal principal, TripId id) {
        return trips.find(id).filter(trip -> TripRights.maySee(principal, trip)).orElseThrow(Refused::tripNotFound);
    }

    private Page page(Principal principal, Query query, List<Trip> found) {
        boolean more = found.size() > query.limit();
        List<Trip> page = more ? found.subList(0, query.limit()) : found;
        Trip last = more ? page.get(page.size() - 1) : null;
        return new Page(
                page.stream().map(trip -> view(principal, trip)).toList(),
                last == null ? null : new Cursor(last.stamps().createdAt(), last.id()));
    }

    private static Trips.Filter filter(Query query) {
        if (query.limit() < 1 || query.limit() > MOST) {
            throw new InvalidValue("limit", "must be from 1 to " + MOST);
        }
        Cursor after = query.after();
        Trips.Place before = after == null ? null : new Trips.Place(after.createdAt(), after.trip());
        return new Trips.Filter(query.statuses(), before, query.limit() + 1);
    }

    private static void requireOwn(Principal principal, Role role, UUID owner) {
        boolean own = principal.is(role) && principal.subject().equals(owner);
        if (!own && !principal.isAny(Role.SERVICE, Role.ADMIN)) {
            throw Refused.tripNotFound();
        }
    }
}
