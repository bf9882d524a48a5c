package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;

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
     */
    boolean tryOpen(Session session, ConnectionAllowance allowance);

    /** Forgets a session. Closing twice is harmless. */
    void close(Session session);

    /** How many sessions the driver has, over all instances. */
    int connections(DriverId driver);

    /** How many sessions this instance has. Never blocks. */
    int here();
}
