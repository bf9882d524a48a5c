package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.in.ViewTrips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripTransition;
import java.util.List;

/** Notes which trips operators looked at. */
final class AuditedTrips implements ViewTrips {

    private final ViewTrips plain;
    private final Notes notes;

    AuditedTrips(ViewTrips plain, Notes notes) {
        this.plain = plain;
        this.notes = notes;
    }

    @Override
    public TripView find(Principal principal, TripId trip) {
        TripView view = plain.find(principal, trip);
        notes.read(principal, "trip " + trip);
        return view;
    }

    @Override
    public List<TripTransition> history(Principal principal, TripId trip) {
        List<TripTransition> history = plain.history(principal, trip);
        notes.read(principal, "history of trip " + trip);
        return history;
    }

    @Override
    public Track track(Principal principal, TripId trip) {
        Track track = plain.track(principal, trip);
        notes.read(principal, "track of trip " + trip);
        return track;
    }

    @Override
    public Page ofDriver(Principal principal, DriverId driver, Query query) {
        Page page = plain.ofDriver(principal, driver, query);
        notes.read(principal, "trips of driver " + driver);
        return page;
    }

    @Override
    public Page ofRider(Principal principal, RiderId rider, Query query) {
        Page page = plain.ofRider(principal, rider, query);
        notes.read(principal, "trips of rider " + rider);
        return page;
    }
}
