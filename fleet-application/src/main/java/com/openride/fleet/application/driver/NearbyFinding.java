package com.openride.fleet.application.driver;

import com.openride.fleet.application.port.in.FindNearby;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Finds drivers near a place, within what may be asked. */
public final class NearbyFinding implements FindNearby {

    private static final Duration LONGEST_AGE = Duration.ofHours(24);

    private final Drivers drivers;
    private final InstantSource clock;

    public NearbyFinding(Drivers drivers, InstantSource clock) {
        this.drivers = drivers;
        this.clock = clock;
    }

    @Override
    public List<Found> nearby(Principal principal, Query query) {
        principal.requireAny(Role.SERVICE, Role.ADMIN);
        require(query);
        var search = new Drivers.Search(
                query.center(),
                query.radiusMeters(),
                query.statuses(),
                clock.instant().minus(query.maxAge()),
                query.limit());
        return drivers.nearby(search).stream()
                .map(place -> found(query.center(), place))
                .toList();
    }

    private static void require(Query query) {
        if (!(query.radiusMeters() >= 100 && query.radiusMeters() <= 50_000)) {
            throw new InvalidValue("radiusMeters", "must be from 100 to 50000");
        }
        if (query.limit() < 1 || query.limit() > 50) {
            throw new InvalidValue("limit", "must be from 1 to 50");
        }
        if (query.maxAge().toSeconds() < 1 || query.maxAge().compareTo(LONGEST_AGE) > 0) {
            throw new InvalidValue("maxAgeSeconds", "must be from 1 to 86400");
        }
    }

    private static Found found(GeoPoint center, DriverPlace place) {
        return new Found(
                place.location(),
                place.status(),
                center.metersTo(place.location().fix().point()));
    }
}
