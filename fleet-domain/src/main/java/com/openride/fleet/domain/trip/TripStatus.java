package com.openride.fleet.domain.trip;

import java.util.EnumSet;
import java.util.Set;

/** The life cycle of a trip: forward only, and every state but the last two can be cancelled. */
public enum TripStatus {
    /** Planned; the driver has not set out. */
    PENDING,
    /** The driver is on the way to the pickup. */
    EN_ROUTE,
    /** The driver is at the pickup. */
    ARRIVED,
    /** Riders are aboard. */
    IN_PROGRESS,
    /** Driven to its end. */
    COMPLETED,
    /** Called off. */
    CANCELLED;

    private static final Set<TripStatus> UNDER_WAY = EnumSet.of(EN_ROUTE, ARRIVED, IN_PROGRESS);

    /** Whether the life cycle has a step from here to there. Staying is no step. */
    public boolean canBecome(TripStatus next) {
        return switch (this) {
            case PENDING -> next == EN_ROUTE || next == CANCELLED;
            case EN_ROUTE -> next == ARRIVED || next == CANCELLED;
            case ARRIVED -> next == IN_PROGRESS || next == CANCELLED;
            case IN_PROGRESS -> next == COMPLETED || next == CANCELLED;
            case COMPLETED, CANCELLED -> false;
        };
    }

    /** Whether nothing comes after. */
    public boolean isOver() {
        return this == COMPLETED || this == CANCELLED;
    }

    /** Whether the driver is busy with it and its riders may see where the car is. */
    public boolean isUnderWay() {
        return UNDER_WAY.contains(this);
    }
}
