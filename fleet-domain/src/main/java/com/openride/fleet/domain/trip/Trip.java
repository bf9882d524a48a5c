package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of one driver for one or more riders, at one moment of its life.
 *
 * @param id as its creator chose it
 * @param driver who drives
 * @param plan what is to be driven
 * @param status where it stands
 * @param version how many journal entries it has, from 1
 * @param stamps when it reached each state
 * @param announcedEta the arrival that whoever took the last step announced with it, if any
 * @param distanceMeters the length of the driven track, once completed
 */
public record Trip(
        TripId id,
        DriverId driver,
        TripPlan plan,
        TripStatus status,
        long version,
        TripStamps stamps,
        @Nullable Instant announcedEta,
        @Nullable Long distanceMeters) {

    /** A trip that has just been planned, at version 1. */
    public static Trip planned(TripId id, DriverId driver, TripPlan plan, Instant at) {
        return new Trip(id, driver, plan, TripStatus.PENDING, 1, TripStamps.created(at), null, null);
    }

    /** The first entry of the journal of a trip that has just been planned. */
    public TripTransition registration(Actor by) {
        return new TripTransition(id, 1, null, TripStatus.PENDING, stamps.createdAt(), by, null, null, null, null);
    }

    /**
     * The trip after the step, one version on.
     *
     * @throws IllegalTripTransition when its life cycle has no such step
     */
    public Trip after(TripStep step, Instant at) {
        requireStep(step);
        return new Trip(
                id, driver, plan, step.to(), version + 1, stamps.reached(step.to(), at), step.eta(), distanceMeters);
    }

    /**
     * The journal entry that belongs to {@link #after}.
     *
     * @throws IllegalTripTransition when the life cycle has no such step
     */
    public TripTransition transition(TripStep step, Instant at) {
        requireStep(step);
        return new TripTransition(
                id,
                version + 1,
                status,
                step.to(),
                at,
                step.by(),
                step.location(),
                step.eta(),
                step.reason(),
                step.key());
    }

    /** The same trip with the length of its driven track. */
    public Trip drivenOver(long meters) {
        return new Trip(id, driver, plan, status, version, stamps, announcedEta, meters);
    }

    /** What this trip looked like right after one of its own journal entries. */
    public Trip asOf(TripTransition entry) {
        if (entry.version() == version) {
            return this;
        }
        return new Trip(id, driver, plan, entry.to(), entry.version(), stamps.upTo(entry.to()), entry.eta(), null);
    }

    /** The share of a rider in this trip, if they have one. */
    public Optional<RiderPart> partOf(RiderId rider) {
        return plan.riders().stream().filter(part -> part.rider().equals(rider)).findFirst();
    }

    /** Whether several riders share the car. */
    public boolean isShared() {
        return plan.riders().size() > 1;
    }

    /** Whether the subject is this trip's driver. */
    public boolean isDrivenBy(UUID subject) {
        return driver.value().equals(subject);
    }

    /** Whether the subject is one of this trip's riders. */
    public boolean carries(UUID subject) {
        return partOf(new RiderId(subject)).isPresent();
    }

    /** When it set out or, if it has not, when it should have: as planned or else at once. */
    public Instant beginsAt() {
        Instant started = stamps.startedAt();
        Instant scheduled = plan.scheduledTime();
        if (started != null) {
            return started;
        }
        return scheduled != null ? scheduled : stamps.createdAt();
    }

    /** From setting out to the end or, while it still runs, to now; empty before it has set out. */
    public Optional<TimeRange> drivenDuring(Instant now) {
        Instant from = stamps.startedAt();
        if (from == null) {
            return Optional.empty();
        }
        Instant ended = stamps.endedAt();
        Instant to = ended != null ? ended : now;
        Instant earliest = to.minus(TimeRange.LONGEST);
        return Optional.of(new TimeRange(from.isBefore(earliest) ? earliest : from, to.isBefore(from) ? from : to));
    }

    /** Seconds from setting out to completion, once completed. */
    public OptionalLong durationSeconds() {
        Instant from = stamps.startedAt();
        Instant to = stamps.completedAt();
        return from == null || to == null
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.between(from, to).toSeconds());
    }

    private void requireStep(TripStep step) {
        if (!status.canBecome(step.to())) {
            throw new IllegalTripTransition(status, step.to());
        }
    }
}
