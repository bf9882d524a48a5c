package com.openride.fleet.application.driver;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.trip.Trip;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Writes what a driver says of being at work, then shows it. */
public final class AvailabilityChanging implements ChangeAvailability {

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final AlertRaising alerts;
    private final InstantSource clock;

    public AvailabilityChanging(LiveFleet fleet, Drivers drivers, AlertRaising alerts, InstantSource clock) {
        this.fleet = fleet;
        this.drivers = drivers;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public DriverStatus online(DriverId driver, boolean available) {
        DriverStatus status = change(driver, duty -> duty.online(available));
        List<Trip> underWay = Stages.await(fleet.inLane(driver, LiveDriver::tripsUnderWay));
        underWay.forEach(trip ->
                alerts.end(AlertReport.key(AlertKind.OFFLINE_ON_TRIP, driver, trip.id()), clock.instant(), Map.of()));
        return status;
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
        DriverStatus status = Stages.await(fleet.inLane(driver, live -> show(live, written)));
        fleet.tellDuty(driver, written);
        return status;
    }

    private DriverStatus show(LiveDriver live, Duty duty) {
        if (live.take(duty)) {
            fleet.tellStatus(live);
        }
        return live.status();
    }

    private void alert(Trip trip) {
        var details = AlertDetails.at(fleet.peek(trip.driver())
                .flatMap(LiveDriver::newest)
                .map(newest -> newest.fix().point())
                .orElse(null));
        var id = new AlertId(UUID.randomUUID());
        alerts.raise(AlertReport.of(id, AlertKind.OFFLINE_ON_TRIP, trip.driver(), trip.id(), clock.instant(), details));
    }
}
