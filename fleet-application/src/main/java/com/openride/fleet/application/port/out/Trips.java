package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All trips and their journals. A trip and the journal entry that made it are written together or not at all.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop. They throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface Trips {

    /**
     * Adds a planned trip with its first journal entry, unless its id is taken.
     *
     * @return empty when it was added, otherwise the trip that has the id, unchanged
     */
    Optional<Trip> add(Trip trip, TripTransition registration);

    /**
     * Replaces a trip by its successor and writes the journal entry between them, provided that the stored version is
     * still the one before. Of several racing callers exactly one wins.
     *
     * @return whether this caller won; when not, nothing was written
     */
    boolean advance(Trip successor, TripTransition transition);

    /** The trip as it stands. */
    Optional<Trip> find(TripId trip);

    /** The journal entries above the version, in order. */
    List<TripTransition> journal(TripId trip, long aboveVersion);

    /** The journal entry that this subject's request with this idempotency key has made, if any. */
    Optional<TripTransition> findByKey(TripId trip, UUID subject, String key);

    /**
     * Every trip that is not over, newest first.
     *
     * @param before only those created before this place, or null to start with the newest
     * @param limit at most so many, positive
     */
    List<Trip> open(@Nullable Place before, int limit);

    /** The driver's trips that are not over, oldest first. */
    List<Trip> openOf(DriverId driver);

    /** The rider's trips that are not over, oldest first. */
    List<Trip> openOf(RiderId rider);

    /** The newest trip that has a seat booked under the id. */
    Optional<Trip> findByBooking(BookingId booking);

    /** The driver's trips, newest first. */
    List<Trip> list(DriverId driver, Filter filter);

    /** The rider's trips, newest first. */
    List<Trip> list(RiderId rider, Filter filter);

    /**
     * Every trip that begins within the range, in that order, those that are over as well: each of them once in whatever
     * ranges that follow each other. May take long.
     *
     * @param driver only this driver's, if given
     */
    List<TripId> begun(TimeRange range, @Nullable DriverId driver);

    /**
     * Which trips of a list.
     *
     * @param statuses only those with one of these; empty means any
     * @param before only those created before this place, or null to start with the newest
     * @param limit at most so many, positive
     */
    record Filter(Set<TripStatus> statuses, @Nullable Place before, int limit) {}

    /**
     * A trip's place in a list: newest first and, among trips of one instant, by id descending as text.
     *
     * @param createdAt when it was created
     * @param trip its id
     */
    record Place(Instant createdAt, TripId trip) implements Comparable<Place> {

        /** The place of the trip. */
        public static Place of(Trip trip) {
            return new Place(trip.stamps().createdAt(), trip.id());
        }

        @Override
        public int compareTo(Place other) {
            int created = other.createdAt.compareTo(createdAt);
            return created != 0
                    ? created
                    : other.trip.value().toString().compareTo(trip.value().toString());
        }
    }
}
