package com.openride.fleet.application.driver;

import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent.AlertRaised;
import com.openride.fleet.domain.trip.Trip;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes what a driver says of being at work, then shows it. */
public final class AvailabilityChanging implements ChangeAvailability {

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final Alerts alerts;
    private final FleetBroadcast broadcast;
    private final InstantSource clock;

    public AvailabilityChanging(
            LiveFleet fleet, Drivers drivers, Alerts alerts, FleetBroadcast broadcast, InstantSource clock) {
        this.fleet = fleet;
        this.drivers = drivers;
        this.alerts = alerts;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    @Override
    public DriverStatus online(DriverId driver, boolean available) {
        return change(driver, duty -> duty.online(available));
    }

    @Override
    public DriverStatus offline(DriverId driver) {
        List<Trip> underWay = Stages.await(fleet.inLane(driver, LiveDriver::tripsUnderWay));
        DriverStatus status = change(driver, duty -> duty.offline(!underWay.isEmpty()));
        underWay.forEach(this::alert);
        return status;
    }

    private DriverStatus change(DriverId driver, UnaryOperator<Duty> change) {
        Duty written = drivers.change(driver, change, clock.instant());
        return Stages.await(fleet.inLane(driver, live -> show(live, written)));
    }

    private DriverStatus show(LiveDriver live, Duty duty) {
        if (live.take(duty)) {
            fleet.tellStatus(live);
        }
        return live.status();
    }

    private void alert(Trip trip) {
        broadcast.publish(
                new AlertRaised(alerts.raise(AlertKind.OFFLINE_ON_TRIP, trip.driver(), trip.id(), clock.instant())));
    }
}
