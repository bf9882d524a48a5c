package com.openride.fleet.domain.driver;

/**
 * What a driver has told us about being at work, and whether we can still reach them. The status that others see is
 * derived from this and from the driver's trips, so that neither can overwrite the other.
 *
 * @param declared what the driver last said: {@code ONLINE}, {@code BUSY} or {@code OFFLINE}
 * @param signedOffOnTrip whether {@code OFFLINE} was said during the trips that still run
 * @param unreachable whether the last connection has been gone for longer than the grace
 */
public record Duty(DriverStatus declared, boolean signedOffOnTrip, boolean unreachable) {

    /** The duty of a driver we have never heard of. */
    public static final Duty NONE = new Duty(DriverStatus.OFFLINE, false, false);

    public Duty {
        if (declared == DriverStatus.ON_TRIP) {
            throw new IllegalArgumentException("ON_TRIP follows from trips and cannot be declared");
        }
    }

    /** The status others see, given whether one of the driver's trips is under way. */
    public DriverStatus status(boolean tripUnderWay) {
        if (unreachable || (tripUnderWay && signedOffOnTrip)) {
            return DriverStatus.OFFLINE;
        }
        return tripUnderWay ? DriverStatus.ON_TRIP : declared;
    }

    /** The driver says they are at work, and whether they may be asked. */
    public Duty online(boolean available) {
        return new Duty(available ? DriverStatus.ONLINE : DriverStatus.BUSY, false, false);
    }

    /** The driver says they are no longer at work, possibly in the middle of a trip. */
    public Duty offline(boolean tripUnderWay) {
        return new Duty(DriverStatus.OFFLINE, tripUnderWay, unreachable);
    }

    /** A trip of the driver has got under way, which takes back an earlier sign-off. */
    public Duty tripStarted() {
        return new Duty(declared, false, unreachable);
    }

    /** We hear from the driver again. */
    public Duty reached() {
        return unreachable ? new Duty(declared, signedOffOnTrip, false) : this;
    }

    /** The last connection has been gone for longer than the grace. */
    public Duty lost() {
        return unreachable ? this : new Duty(declared, signedOffOnTrip, true);
    }
}
