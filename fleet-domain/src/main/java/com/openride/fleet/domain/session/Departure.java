package com.openride.fleet.domain.session;

/** Why a session ended. The names are stored in the audit and never change. */
public enum Departure {
    /** The client said that it goes. */
    CLIENT_LEFT,
    /** The connection broke or was closed without a word. */
    CONNECTION_LOST,
    /** The client gave no sign of life for too long. */
    SILENT,
    /** The client sent what the protocol does not know. */
    PROTOCOL_BROKEN,
    /** The client did not take what waited for it. */
    TOO_SLOW,
    /** Its token had expired. */
    TOKEN_EXPIRED,
    /** It presented a token that is not good for the session. */
    TOKEN_REFUSED,
    /** It had left before it was let in, or was refused after all. */
    NEVER_ARRIVED,
    /** This instance goes away. */
    SERVER_DRAINING
}
