package com.openride.fleet.application.live;

import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.trip.Trip;

/**
 * What was found on a trip.
 *
 * @param trip as it was known
 * @param finding what began or ended
 */
public record Noticed(Trip trip, Finding finding) {}
