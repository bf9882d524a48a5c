package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;

/**
 * Tells who a token belongs to.
 *
 * <p>Safe for use by many threads. Never waits for anything; costs microseconds for a shared secret and up to a
 * millisecond for a public key.
 */
public interface TokenVerifier {

    /**
     * The bearer of a token that is genuine and within its time.
     *
     * @throws com.openride.fleet.domain.fault.Refused with TOKEN_EXPIRED for a genuine token after its time, and with
     *     AUTHENTICATION_FAILED and one and the same message for every other fault
     */
    Principal verify(BearerToken token);
}
