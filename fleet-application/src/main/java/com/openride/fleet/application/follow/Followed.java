package com.openride.fleet.application.follow;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot, and the tail of what comes after it. */
final class Followed implements Following {

    private final TripUpdate trip;
    private final @Nullable DriverPosition position;
    private final List<TripUpdate> missed;
    private final TripTail tail;
    private final List<Registration> registrations;

    Followed(
            TripUpdate trip,
            @Nullable DriverPosition position,
            List<TripUpdate> missed,
            TripTail tail,
            List<Registration> registrations) {
        this.trip = trip;
        this.position = position;
        this.missed = List.copyOf(missed);
        this.tail = tail;
        this.registrations = registrations;
    }

    @Override
    public TripUpdate trip() {
        return trip;
    }

    @Override
    public @Nullable DriverPosition position() {
        return position;
    }

    @Override
    public List<TripUpdate> missed() {
        return missed;
    }

    @Override
    public void start() {
        tail.release();
    }

    @Override
    public void close() {
        tail.close();
        registrations.forEach(Registration::close);
    }
}
