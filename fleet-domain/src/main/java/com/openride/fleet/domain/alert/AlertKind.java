package com.openride.fleet.domain.alert;

/** What an alert is about. */
public enum AlertKind {
    /** A driver signed off while a trip of theirs was under way. */
    OFFLINE_ON_TRIP
}
