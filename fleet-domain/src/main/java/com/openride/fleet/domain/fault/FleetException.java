package com.openride.fleet.domain.fault;

import java.util.Map;

/**
 * The one root of everything this service throws on purpose. Its message and details may be shown to a client: they
 * never hold a secret, another user's data, or the name of a class.
 *
 * <p>Carries no stack trace, since a refusal is an answer and not an accident.
 */
public abstract class FleetException extends RuntimeException {

    private final FaultCode code;

    protected FleetException(FaultCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The code by which a client tells this failure from others. */
    public final FaultCode code() {
        return code;
    }

    /** What a client can act on beside the code, such as the field at fault. Empty when there is nothing. */
    public Map<String, Object> details() {
        return Map.of();
    }
}
