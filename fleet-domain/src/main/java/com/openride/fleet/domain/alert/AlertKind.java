package com.openride.fleet.domain.alert;

/** What an alert is about, and how soon an operator must look. */
public enum AlertKind {
    /** A driver or a rider asks for help. */
    SOS(Severity.CRITICAL),
    /** A driver signed off while a trip of theirs was under way. */
    OFFLINE_ON_TRIP(Severity.HIGH),
    /** Nothing is heard of a car that is on a trip. */
    DARK_DRIVER(Severity.HIGH),
    /** The car has left its planned route. */
    OFF_ROUTE(Severity.WARNING),
    /** The car stands where no halt is planned. */
    LONG_STOP(Severity.WARNING),
    /** The car is too fast. */
    OVERSPEED(Severity.WARNING),
    /** The planned time has passed and the driver has not set out. */
    TRIP_NOT_STARTED(Severity.WARNING),
    /** A trip should long have ended. */
    TRIP_LEFT_OPEN(Severity.WARNING),
    /** Two fixes no car can have driven between. */
    IMPOSSIBLE_JUMP(Severity.INFO),
    /** The same fix over and over while the clock goes on. */
    FROZEN_FIX(Severity.INFO),
    /** The device says that its position is made up. */
    MOCKED_FIX(Severity.WARNING),
    /** The car stands at the pickup. */
    ARRIVED_PICKUP(Severity.INFO),
    /** The car stands at the drop-off. */
    ARRIVED_DROPOFF(Severity.INFO);

    private final Severity severity;

    AlertKind(Severity severity) {
        this.severity = severity;
    }

    /** How soon an operator must look. */
    public Severity severity() {
        return severity;
    }
}
