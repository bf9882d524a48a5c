package com.openride.fleet.domain.alert;

/** How soon an operator must look. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Within minutes. */
    WARNING,
    /** Soon: a trip is in trouble. */
    HIGH,
    /** Now: somebody may be in danger. */
    CRITICAL
}
