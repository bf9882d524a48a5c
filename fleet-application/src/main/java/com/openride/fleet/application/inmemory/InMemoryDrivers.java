package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.DriverRecord;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Drivers and their places within this process; a search looks only at the cells of a grid that it may reach. */
public final class InMemoryDrivers implements Drivers {

    private final ConcurrentMap<DriverId, DriverRecord> records = new ConcurrentHashMap<>();
    private final ConcurrentMap<DriverId, DriverPlace> places = new ConcurrentHashMap<>();
    private final Grid grid = new Grid();

    @Override
    public Optional<DriverRecord> find(DriverId driver) {
        return Optional.ofNullable(records.get(driver));
    }

    @Override
    public Duty change(DriverId driver, UnaryOperator<Duty> change, Instant seenAt) {
        DriverRecord changed = records.compute(driver, (id, before) -> {
            Duty duty = before == null ? Duty.NONE : before.duty();
            boolean later = before == null || seenAt.isAfter(before.lastSeenAt());
            return new DriverRecord(id, change.apply(duty), later ? seenAt : before.lastSeenAt());
        });
        return Objects.requireNonNull(changed).duty();
    }

    @Override
    public Map<DriverId, Duty> reached(Set<DriverId> drivers, Instant seenAt) {
        return drivers.stream()
                .collect(Collectors.toMap(driver -> driver, driver -> change(driver, Duty::reached, seenAt)));
    }

    @Override
    public void moved(DriverPlace place) {
        places.compute(place.location().driver(), (driver, before) -> {
            if (before != null && !place.location().isNewerThan(before.location())) {
                return before;
            }
            grid.move(driver, before == null ? null : pointOf(before), pointOf(place));
            return place;
        });
    }

    @Override
    public void turned(DriverId driver, DriverStatus status) {
        places.computeIfPresent(driver, (id, place) -> new DriverPlace(place.location(), status));
    }

    @Override
    public Optional<DriverPlace> place(DriverId driver) {
        return Optional.ofNullable(places.get(driver));
    }

    @Override
    public List<DriverPlace> nearby(Search search) {
        return grid.around(search.center(), search.radiusMeters()).stream()
                .map(places::get)
                .filter(Objects::nonNull)
                .filter(place -> search.statuses().contains(place.status()))
                .filter(place -> !place.location().fix().recordedAt().isBefore(search.recordedSince()))
                .map(place -> new Reached(place, search.center().metersTo(pointOf(place))))
                .filter(reached -> reached.meters <= search.radiusMeters())
                .sorted(Comparator.comparingDouble(Reached::meters))
                .limit(search.limit())
                .map(Reached::place)
                .toList();
    }

    private static GeoPoint pointOf(DriverPlace place) {
        return place.location().fix().point();
    }

    private record Reached(DriverPlace place, double meters) {}
}
