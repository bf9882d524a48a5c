package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * One rider's share of a trip.
 *
 * @param rider who
 * @param booking their seat's booking, when the creator named one
 * @param pickup where they get on
 * @param dropoff where they get off
 */
public record RiderPart(RiderId rider, @Nullable BookingId booking, GeoPoint pickup, GeoPoint dropoff) {}
