package com.openride.fleet.domain.alert;

/** The life cycle of an alert: forward only. */
public enum AlertStatus {
    /** Nobody has looked yet. */
    RAISED,
    /** An operator is looking. */
    ACKNOWLEDGED,
    /** Dealt with, or over by itself. */
    RESOLVED;

    /** Whether a step from here to there changes anything. */
    public boolean canBecome(AlertStatus next) {
        return switch (this) {
            case RAISED -> next != RAISED;
            case ACKNOWLEDGED -> next == RESOLVED;
            case RESOLVED -> false;
        };
    }

    /** Whether the alert still waits for something. */
    public boolean isOpen() {
        return this != RESOLVED;
    }
}
