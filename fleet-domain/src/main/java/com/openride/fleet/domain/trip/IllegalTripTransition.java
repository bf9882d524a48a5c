package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import java.util.Map;

/** The life cycle has no such step. Says where the trip stands, so that a client need not ask again. */
public final class IllegalTripTransition extends FleetException {

    private final TripStatus from;

    /** Refuses the step between the two. */
    public IllegalTripTransition(TripStatus from, TripStatus to) {
        super(FaultCode.INVALID_STATUS_TRANSITION, "a trip that is " + from + " cannot become " + to);
        this.from = from;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("status", from.name());
    }
}
