package com.openride.fleet.bootstrap.client;

/** A connection that could not be made, was refused, or ended while an answer was awaited. */
public final class ConnectionFault extends RuntimeException {

    /** The code of a connection that could not be made at all; the message says what the network said. */
    static final String UNREACHABLE = "UNREACHABLE";

    private static final long serialVersionUID = 1;

    private final String code;

    ConnectionFault(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Why: the service's own code, or UNREACHABLE, DISCONNECTED or CONGESTED. */
    public String code() {
        return code;
    }
}
