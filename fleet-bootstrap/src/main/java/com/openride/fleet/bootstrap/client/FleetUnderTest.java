package com.openride.fleet.bootstrap.client;

import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Role;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service to be driven through its front door, elsewhere or in this process. Safe for use by many threads. */
public interface FleetUnderTest extends AutoCloseable {

    /** Where it listens, as {@code http} or {@code https} with host and port. */
    URI url();

    /** A token that it takes, good for at least an hour. */
    BearerToken token(Role role, UUID subject);

    /** Stops it if it was started here; never throws. */
    @Override
    void close();

    /** How a command comes by a service. */
    interface Opener {

        /**
         * Reaches the service at the address, or starts one in this process on the configured port. One that is started
         * leaves the end of the process to the command.
         *
         * @param url where it is; null to start one
         * @param secret what tokens are signed with; null for the one of the environment
         */
        FleetUnderTest open(@Nullable URI url, @Nullable String secret);
    }
}
