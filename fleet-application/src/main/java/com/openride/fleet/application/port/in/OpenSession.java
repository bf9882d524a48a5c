package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;

/**
 * Lets clients in and out.
 *
 * <p>Safe for use by many threads.
 */
public interface OpenSession {

    /**
     * Who the token belongs to. Does not block; costs microseconds.
     *
     * @throws com.openride.fleet.domain.fault.Refused with AUTHENTICATION_FAILED or TOKEN_EXPIRED
     */
    Principal authenticate(BearerToken token);

    /**
     * The same for a client that wants to open a session, and says where it comes from. Does not block.
     *
     * @throws com.openride.fleet.domain.fault.Refused with AUTHENTICATION_FAILED or TOKEN_EXPIRED
     */
    Principal authenticate(BearerToken token, ClientOrigin origin);

    /** Hears that there was no room to {@link #open} a session. Does not block. */
    void turnedAway(Principal principal, ClientOrigin origin, FaultCode why);

    /**
     * Lets the principal in. May block.
     *
     * @throws com.openride.fleet.domain.fault.Refused with AUTHENTICATION_FAILED for a principal without a role that
     *     opens sockets, SERVER_DRAINING, or MAX_CONNECTIONS_EXCEEDED
     */
    Session open(Principal principal, ClientOrigin origin);

    /**
     * Extends the session by a fresh token. Does not block.
     *
     * @throws com.openride.fleet.domain.fault.Refused with UNAUTHORIZED when the token is another subject's or lacks a
     *     role of the session; the session must then be closed
     */
    Session refresh(Session session, BearerToken token);

    /** Lets the client out. May block. Closing twice is harmless; the first reason counts. */
    void close(Session session, Departure why);
}
