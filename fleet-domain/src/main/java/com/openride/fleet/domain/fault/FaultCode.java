package com.openride.fleet.domain.fault;

/** The code by which clients tell failures apart. The names are part of the wire contract. */
public enum FaultCode {
    /** The token is missing, forged or unreadable. */
    AUTHENTICATION_FAILED,
    /** The token was good once. */
    TOKEN_EXPIRED,
    /** The token is good, but not for this. */
    UNAUTHORIZED,
    /** The driver already holds every connection allowed. */
    MAX_CONNECTIONS_EXCEEDED,
    /** No room for a new connection right now. */
    SERVER_BUSY,
    /** This instance is going away; another one answers. */
    SERVER_DRAINING,
    /** A value is missing, malformed or out of range. */
    INVALID_PAYLOAD,
    /** Too soon after the last one. */
    RATE_LIMIT_EXCEEDED,
    /** No such trip, or not one of the caller's. */
    TRIP_NOT_FOUND,
    /** No such driver, or not one the caller may see. */
    DRIVER_NOT_FOUND,
    /** No such alert. */
    ALERT_NOT_FOUND,
    /** The trip's life cycle has no such step. */
    INVALID_STATUS_TRANSITION,
    /** Someone else was faster, or the same id already means something else. */
    CONFLICT,
    /** An idempotency key came back with a different request. */
    IDEMPOTENCY_KEY_REUSED,
    /** The protocol knows it, this service does not. */
    NOT_SUPPORTED,
    /** A bounded queue is full; try again. */
    OVERLOADED,
    /** A part we depend on is away; try again. */
    UNAVAILABLE,
    /** Our own mistake. */
    INTERNAL
}
