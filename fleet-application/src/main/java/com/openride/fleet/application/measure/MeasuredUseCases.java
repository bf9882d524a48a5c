package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.Measurements;
import java.time.InstantSource;

/** The same use cases, with what goes through them measured. */
public final class MeasuredUseCases {

    private MeasuredUseCases() {}

    /**
     * Wraps those use cases that say how the service does: letting in, fixes, following, steps.
     *
     * @param clock by which a delivery's age is told
     */
    public static UseCases of(UseCases plain, Measurements measurements, InstantSource clock) {
        return plain.with(
                new MeasuredSessions(plain.sessions(), measurements),
                new MeasuredLocations(plain.locations(), measurements),
                new MeasuredFollowing(plain.following(), measurements, clock),
                new MeasuredProgress(plain.progress(), measurements));
    }
}
