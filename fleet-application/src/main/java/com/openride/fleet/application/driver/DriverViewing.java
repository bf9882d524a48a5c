package com.openride.fleet.application.driver;

import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.application.port.out.DriverRecord;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows drivers to themselves and to operators in full, and to riders on the way as far as they need. */
public final class DriverViewing implements ViewDrivers {

    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);
    private static final int MOST = 1000;

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final Trips trips;
    private final LocationHistory history;
    private final Sessions sessions;
    private final Visibility visibility;
    private final InstantSource clock;

    public DriverViewing(LiveFleet fleet, Sources sources, Visibility visibility, InstantSource clock) {
        this.fleet = fleet;
        this.drivers = sources.drivers();
        this.trips = sources.trips();
        this.history = sources.history();
        this.sessions = sources.sessions();
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * Where all that is shown comes from.
     *
     * @param drivers their duty
     * @param trips their trips
     * @param history where they were
     * @param sessions how many connections they hold
     */
    public record Sources(Drivers drivers, Trips trips, LocationHistory history, Sessions sessions) {}

    @Override
    public View status(Principal principal, DriverId driver) {
        List<Trip> shared = sharedTrips(principal, driver);
        boolean reduced = !seesAll(principal, driver);
        List<Trip> visible = reduced ? shared : trips.openOf(driver);
        LiveDriver live = fleet.find(driver);
        return new View(
                driver,
                live.status(),
                reduced ? null : sessions.connections(driver),
                lastSeenAt(driver, live, visible),
                live.newest()
                        .filter(newest ->
                                !reduced || seenThrough(principal, shared, live).isPresent())
                        .orElse(null),
                visible.stream().map(Trip::id).toList());
    }

    @Override
    public DriverPosition position(Principal principal, DriverId driver) {
        List<Trip> shared = sharedTrips(principal, driver);
        LiveDriver live = fleet.find(driver);
        DriverLocation newest = live.newest().orElseThrow(Refused::driverNotFound);
        TripId trip = seesAll(principal, driver)
                ? null
                : seenThrough(principal, shared, live).map(Trip::id).orElseThrow(Refused::driverNotFound);
        return new DriverPosition(newest, live.status(), trip);
    }

    @Override
    public Page locations(Principal principal, DriverId driver, Query query) {
        principal.requireAny(Role.DRIVER, Role.SERVICE, Role.ADMIN);
        if (!seesAll(principal, driver)) {
            throw Refused.driverNotFound();
        }
        if (query.limit() < 1 || query.limit() > MOST) {
            throw new InvalidValue("limit", "must be from 1 to " + MOST);
        }
        TimeRange range = range(driver, query);
        List<DriverLocation> found = history.page(driver, range, query.after(), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<DriverLocation> page = more ? found.subList(0, query.limit()) : found;
        Instant next = more ? page.get(page.size() - 1).fix().recordedAt() : null;
        return new Page(driver, range.from(), range.to(), page, next);
    }

    private TimeRange range(DriverId driver, Query query) {
        // A device's clock may run ahead, so "now" reaches as far as a fix may.
        Instant to = query.to() != null ? query.to() : clock.instant().plus(DriverLocation.AHEAD);
        Instant from = query.from() != null ? query.from() : to.minus(DEFAULT_RANGE);
        TripId trip = query.trip();
        return trip == null ? new TimeRange(from, to) : during(driver, trip, query);
    }

    private TimeRange during(DriverId driver, TripId id, Query query) {
        Trip trip =
                trips.find(id).filter(found -> found.driver().equals(driver)).orElseThrow(Refused::tripNotFound);
        Instant now = clock.instant();
        TimeRange driven = trip.drivenDuring(now).orElse(new TimeRange(now, now));
        Instant from = later(driven.from(), query.from());
        Instant to = query.to() != null && query.to().isBefore(driven.to()) ? query.to() : driven.to();
        return new TimeRange(to.isBefore(from) ? to : from, to);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** The trips under way through which a rider may see the driver; refuses whoever may not see them at all. */
    private List<Trip> sharedTrips(Principal principal, DriverId driver) {
        if (seesAll(principal, driver)) {
            return List.of();
        }
        if (!principal.is(Role.RIDER)) {
            throw Refused.driverNotFound();
        }
        List<Trip> shared = trips.openOf(new RiderId(principal.subject())).stream()
                .filter(trip -> trip.driver().equals(driver) && trip.status().isUnderWay())
                .toList();
        if (shared.isEmpty()) {
            throw Refused.driverNotFound();
        }
        return shared;
    }

    /** The trip, of those under way, through which the rider sees the car now. */
    private Optional<Trip> seenThrough(Principal principal, List<Trip> shared, LiveDriver live) {
        var rider = new RiderId(principal.subject());
        return shared.stream()
                .filter(trip -> visibility.sees(rider, trip, live.eta(trip.id()).orElse(null), clock.instant()))
                .findFirst();
    }

    private static boolean seesAll(Principal principal, DriverId driver) {
        return principal.isAny(Role.ADMIN, Role.SERVICE)
                || (principal.is(Role.DRIVER) && principal.subject().equals(driver.value()));
    }

    private Instant lastSeenAt(DriverId driver, LiveDriver live, List<Trip> visible) {
        Optional<Instant> recorded = drivers.find(driver).map(DriverRecord::lastSeenAt);
        Optional<Instant> located = live.newest().map(DriverLocation::receivedAt);
        Optional<Instant> planned =
                visible.stream().map(trip -> trip.stamps().createdAt()).findFirst();
        return Stream.of(recorded, located)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .or(() -> planned)
                .orElseThrow(Refused::driverNotFound);
    }
}
