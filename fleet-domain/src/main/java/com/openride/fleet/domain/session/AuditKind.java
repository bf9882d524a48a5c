package com.openride.fleet.domain.session;

/** What about sessions and operators is kept for whoever asks later. The names are stored and never change. */
public enum AuditKind {
    /** A client was let in. */
    CONNECTED,
    /** A client was not let in. */
    REFUSED,
    /** A client left, or was sent away. */
    DISCONNECTED,
    /** A session was extended by a fresh token. */
    TOKEN_REFRESHED,
    /** A session presented a token that is not good for it. */
    TOKEN_REFUSED,
    /** Somebody began to follow a trip. */
    SUBSCRIBED,
    /** Somebody was not let follow a trip. */
    SUBSCRIPTION_REFUSED,
    /** An operator looked at what belongs to others. */
    OPERATOR_READ
}
