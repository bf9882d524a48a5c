package com.openride.fleet.domain.fault;

/** A request that cannot be granted, where the code says all there is to say. */
public final class Refused extends FleetException {

    /**
     * Refuses with a code and a sentence for the client's developer.
     *
     * @param code why
     * @param message a sentence that is safe to show to the caller
     */
    public Refused(FaultCode code, String message) {
        super(code, message);
    }

    /** The same answer for a trip that does not exist and for one that is none of the caller's business. */
    public static Refused tripNotFound() {
        return new Refused(FaultCode.TRIP_NOT_FOUND, "no such trip");
    }

    /** The same answer for a driver that does not exist and for one that is none of the caller's business. */
    public static Refused driverNotFound() {
        return new Refused(FaultCode.DRIVER_NOT_FOUND, "no such driver");
    }

    /** The answer for an alert that does not exist. */
    public static Refused alertNotFound() {
        return new Refused(FaultCode.ALERT_NOT_FOUND, "no such alert");
    }

    /** The caller's role can never do this, whoever the object belongs to. */
    public static Refused notPermitted() {
        return new Refused(FaultCode.UNAUTHORIZED, "your role does not permit this");
    }
}
