package com.openride.fleet.domain.fault;

import java.util.Map;

/** A value that cannot exist, named by the field it came in. */
public final class InvalidValue extends FleetException {

    private final String field;

    /**
     * Refuses the value of a field.
     *
     * @param field the name on the wire, such as {@code latitude}
     * @param message what is allowed, in words a client developer can act on; never the value itself
     */
    public InvalidValue(String field, String message) {
        super(FaultCode.INVALID_PAYLOAD, field + " " + message);
        this.field = field;
    }

    /** The name on the wire of the field at fault. */
    public String field() {
        return field;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("field", field);
    }
}
