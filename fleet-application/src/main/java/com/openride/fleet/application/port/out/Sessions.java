package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Every open session, over all instances, held as leases that a crashed instance loses by itself.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop.
 */
public interface Sessions {

    /**
     * Notes a session that is not a driver's, which is never refused.
     */
    void open(Session session);

    /**
     * Notes a driver's session if the allowance admits it. Of several racing callers exactly as many win as there is
     * room.
     *
     * @return whether it was admitted; when not, nothing was noted
     * @throws com.openride.fleet.domain.fault.FleetException UNAVAILABLE in the moment when nobody can say; nothing was
     *     noted
     */
    boolean tryOpen(Session session, ConnectionAllowance allowance);

    /** Forgets a session. Closing twice is harmless. */
    void close(Session session);

    /** How many sessions the driver has, over all instances. */
    int connections(DriverId driver);

    /** How many sessions this instance has. Never blocks. */
    int here();

    /**
     * Hands over drivers whose last connection has been gone for at least the time, whether it was closed or was lost
     * with its instance. Each is forgotten once the work has returned, and handed over again later if it throws. Over all
     * instances each is handed over once, unless the one that works on it dies. While it cannot be known who is connected
     * elsewhere, none is handed over.
     *
     * @param grace not negative
     * @param work may block
     */
    void eachDeparted(Duration grace, Consumer<DriverId> work);
}
