package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.TripEvents;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripTransition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trips and their journals within this process. Past the cap the trip that ended first is forgotten; trips that are not
 * over are never forgotten.
 */
public final class InMemoryTrips implements Trips {

    private static final Comparator<Trip> OLDEST_FIRST = Comparator.comparing(Place::of, Comparator.reverseOrder());

    private final Map<TripId, Kept> trips = new HashMap<>();
    private final Map<DriverId, NavigableMap<Place, TripId>> byDriver = new HashMap<>();
    private final Map<RiderId, NavigableMap<Place, TripId>> byRider = new HashMap<>();
    private final Map<BookingId, NavigableMap<Place, TripId>> byBooking = new HashMap<>();
    private final NavigableMap<Place, TripId> open = new TreeMap<>();
    private final Deque<TripId> ended = new ArrayDeque<>();
    private final int mostEnded;
    private final InMemoryEventOutbox outbox;

    /**
     * An empty store.
     *
     * @param mostEnded how many trips that are over are kept, positive
     */
    public InMemoryTrips(int mostEnded) {
        this(mostEnded, new InMemoryEventOutbox(1));
    }

    /** An empty store that puts an event of each step into the outbox. */
    public InMemoryTrips(int mostEnded, InMemoryEventOutbox outbox) {
        this.mostEnded = mostEnded;
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<Trip> add(Trip trip, TripTransition registration) {
        Kept existing = trips.get(trip.id());
        if (existing != null) {
            return Optional.of(existing.trip);
        }
        trips.put(trip.id(), new Kept(trip, registration));
        outbox.add(TripEvents.of(trip, registration));
        Place place = Place.of(trip);
        open.put(place, trip.id());
        byDriver.computeIfAbsent(trip.driver(), driver -> new TreeMap<>()).put(place, trip.id());
        for (RiderPart part : trip.plan().riders()) {
            byRider.computeIfAbsent(part.rider(), rider -> new TreeMap<>()).put(place, trip.id());
            BookingId booking = part.booking();
            if (booking != null) {
                byBooking.computeIfAbsent(booking, id -> new TreeMap<>()).put(place, trip.id());
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized boolean advance(Trip successor, TripTransition transition) {
        Kept kept = trips.get(successor.id());
        if (kept == null || kept.trip.version() + 1 != successor.version()) {
            return false;
        }
        kept.trip = successor;
        kept.journal.add(transition);
        outbox.add(TripEvents.of(successor, transition));
        if (successor.status().isOver()) {
            open.remove(Place.of(successor));
            ended.add(successor.id());
            forgetPastCap();
        }
        return true;
    }

    @Override
    public synchronized Optional<Trip> find(TripId trip) {
        return Optional.ofNullable(trips.get(trip)).map(kept -> kept.trip);
    }

    @Override
    public synchronized List<TripTransition> journal(TripId trip, long aboveVersion) {
        return entries(trip).filter(entry -> entry.version() > aboveVersion).toList();
    }

    @Override
    public synchronized Optional<TripTransition> findByKey(TripId trip, UUID subject, String key) {
        return entries(trip)
                .filter(entry -> key.equals(entry.key()) && entry.by().subject().equals(subject))
                .findFirst();
    }

    @Override
    public synchronized List<Trip> open(@Nullable Place before, int limit) {
        return all(before == null ? open : open.tailMap(before, false))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Trip> openOf(DriverId driver) {
        return open(byDriver.get(driver));
    }

    @Override
    public synchronized List<Trip> openOf(RiderId rider) {
        return open(byRider.get(rider));
    }

    @Override
    public synchronized Optional<Trip> findByBooking(BookingId booking) {
        return all(byBooking.get(booking)).findFirst();
    }

    @Override
    public synchronized List<Trip> list(DriverId driver, Filter filter) {
        return list(byDriver.get(driver), filter);
    }

    @Override
    public synchronized List<Trip> list(RiderId rider, Filter filter) {
        return list(byRider.get(rider), filter);
    }

    @Override
    public synchronized List<TripId> begun(TimeRange range, @Nullable DriverId driver) {
        return trips.values().stream()
                .map(kept -> kept.trip)
                .filter(trip -> range.contains(trip.beginsAt()))
                .filter(trip -> driver == null || driver.equals(trip.driver()))
                .sorted(Comparator.comparing(Trip::beginsAt)
                        .thenComparing(trip -> trip.id().value().toString()))
                .map(Trip::id)
                .toList();
    }

    private Stream<TripTransition> entries(TripId trip) {
        Kept kept = trips.get(trip);
        return kept == null ? Stream.empty() : kept.journal.stream();
    }

    private List<Trip> open(@Nullable NavigableMap<Place, TripId> places) {
        return all(places)
                .filter(trip -> !trip.status().isOver())
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private List<Trip> list(@Nullable NavigableMap<Place, TripId> places, Filter filter) {
        Place before = filter.before();
        NavigableMap<Place, TripId> rest = places == null || before == null ? places : places.tailMap(before, false);
        return all(rest)
                .filter(trip -> filter.statuses().isEmpty() || filter.statuses().contains(trip.status()))
                .limit(filter.limit())
                .toList();
    }

    private Stream<Trip> all(@Nullable NavigableMap<Place, TripId> places) {
        return places == null
                ? Stream.empty()
                : places.values().stream()
                        .map(trips::get)
                        .filter(Objects::nonNull)
                        .map(kept -> kept.trip);
    }

    private void forgetPastCap() {
        if (ended.size() <= mostEnded) {
            return;
        }
        Trip oldest = Objects.requireNonNull(trips.remove(ended.remove())).trip;
        forget(byDriver, oldest.driver(), oldest);
        oldest.plan().riders().forEach(part -> forget(byRider, part.rider(), oldest));
        oldest.plan().riders().stream()
                .map(RiderPart::booking)
                .filter(Objects::nonNull)
                .forEach(booking -> forget(byBooking, booking, oldest));
    }

    private static <K> void forget(Map<K, NavigableMap<Place, TripId>> index, K key, Trip trip) {
        index.computeIfPresent(key, (owner, places) -> {
            places.remove(Place.of(trip));
            return places.isEmpty() ? null : places;
        });
    }

    /** A trip as it stands, with all that led there. */
    private static final class Kept {

        private final List<TripTransition> journal = new ArrayList<>();
        private Trip trip;

        private Kept(Trip trip, TripTransition registration) {
            this.trip = trip;
            journal.add(registration);
        }
    }
}
