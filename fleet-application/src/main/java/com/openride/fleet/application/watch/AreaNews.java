package com.openride.fleet.application.watch;

import com.openride.fleet.application.port.in.WatchFleet.Changes;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.geo.Bounds;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What has changed in one operator's area since they were last told. Holds each driver once, however long they are not
 * told, so that a slow client costs no more than the fleet has drivers. Safe for use by many threads; its lock is held
 * for microseconds.
 */
final class AreaNews {

    private final Bounds bounds;
    /** Those outside as well: an older place within, that is heard late, must not bring them back. */
    private final Map<DriverId, DriverMoved> newest = new HashMap<>();

    private final Set<DriverId> inside = new LinkedHashSet<>();
    private final Set<DriverId> moved = new LinkedHashSet<>();
    private final Set<DriverId> gone = new LinkedHashSet<>();
    private boolean full = true;

    AreaNews(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Takes in what happens, in whatever order instances tell it. */
    synchronized void hear(FleetEvent event) {
        if (event instanceof DriversMoved moves) {
            moves.moves().forEach(this::hear);
        }
    }

    /** Takes in what has been read, unless something as new has been heard meanwhile. */
    synchronized void read(List<DriverPlace> places) {
        for (DriverPlace place : places) {
            DriverMoved known = newest.get(place.location().driver());
            if (known == null || place.location().isNewerThan(known.location())) {
                take(new DriverMoved(place.location(), place.status()));
            }
        }
    }

    /** What has changed since the last call; everything at the first. */
    synchronized Changes changes() {
        var changes = new Changes(full, newestOf(full ? inside : moved), full ? List.of() : List.copyOf(gone));
        full = false;
        moved.clear();
        gone.clear();
        return changes;
    }

    private List<DriverMoved> newestOf(Collection<DriverId> drivers) {
        return drivers.stream().map(newest::get).filter(Objects::nonNull).toList();
    }

    private void hear(DriverMoved next) {
        DriverMoved known = newest.get(next.location().driver());
        if (known == null || !known.location().isNewerThan(next.location())) {
            take(next);
        }
    }

    private void take(DriverMoved next) {
        DriverId driver = next.location().driver();
        newest.put(driver, next);
        if (bounds.contains(next.location().fix().point())) {
            inside.add(driver);
            moved.add(driver);
            gone.remove(driver);
        } else if (inside.remove(driver)) {
            moved.remove(driver);
            gone.add(driver);
        }
    }
}
