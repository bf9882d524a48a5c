package com.openride.fleet.domain.event;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened and that watchers of its topic are told. */
public sealed interface FleetEvent {

    /** Whose watchers hear of it. */
    Topic topic();

    /**
     * A driver has a newer position. State: only the newest counts.
     *
     * @param location the newest
     * @param status what the driver was doing then
     */
    record DriverMoved(DriverLocation location, DriverStatus status) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.DriverTopic(location.driver());
        }
    }

    /**
     * Drivers have newer positions or other statuses, gathered over a moment for whoever watches the whole fleet. State:
     * only the newest of each driver counts.
     *
     * @param moves each driver once
     */
    record DriversMoved(List<DriverMoved> moves) implements FleetEvent {

        public DriversMoved {
            moves = List.copyOf(moves);
        }

        @Override
        public Topic topic() {
            return new Topic.FleetTopic();
        }
    }

    /**
     * A driver's status is another than before.
     *
     * @param driver whose
     * @param status the new one
     * @param at since when
     */
    record DriverStatusChanged(DriverId driver, DriverStatus status, Instant at) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.DriverTopic(driver);
        }
    }

    /**
     * What a driver said of being at work, or whether they can be reached, has been written anew. For whoever keeps the
     * driver's state.
     *
     * @param driver whose
     * @param duty as it was written
     */
    record DutyChanged(DriverId driver, Duty duty) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.DriverTopic(driver);
        }
    }

    /**
     * A trip has been planned for a driver or took a step. For whoever keeps the driver's state.
     *
     * @param trip as it is now
     */
    record DriverTripChanged(Trip trip) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.DriverTopic(trip.driver());
        }
    }

    /**
     * A trip took a step. Journal: each counts, in the order of versions.
     *
     * @param trip right after the step
     * @param transition the step
     * @param eta what is expected now, if anything is
     */
    record TripProgressed(
            Trip trip, TripTransition transition, @Nullable Eta eta) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.TripTopic(trip.id());
        }
    }

    /**
     * A trip's expected times moved materially without a step.
     *
     * @param trip whose
     * @param version the trip's version at the time
     * @param eta what is expected now
     * @param at since when
     */
    record EtaChanged(TripId trip, long version, Eta eta, Instant at) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.TripTopic(trip);
        }
    }

    /**
     * An alert was raised or took a step. Journal: each counts, in the order of versions; one that is not stored yet has
     * version 0 and comes again once it is.
     *
     * @param alert as it is now
     */
    record AlertChanged(Alert alert) implements FleetEvent {
        @Override
        public Topic topic() {
            return new Topic.OpsTopic();
        }
    }
}
