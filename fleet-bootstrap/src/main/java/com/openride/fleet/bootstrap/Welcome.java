package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.access.Role;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What a person sees on standard output. Tokens are shown only when the secret was made at start: then nobody else could
 * issue any, and none of them outlives the process.
 */
final class Welcome {

    private static final Duration LIFE = Duration.ofHours(24);

    private final FleetConfig config;
    private final String url;

    Welcome(FleetConfig config, int port) {
        this.config = config;
        this.url = "http://127.0.0.1:" + port;
    }

    void print(PrintWriter out) {
        out.println("OpenRide Fleet " + Version.current() + " listens on " + url);
        out.println(
                config.store().database() == null
                        ? "Embedded: everything is in memory and ends with this process."
                        : "Trips, drivers and locations are kept in PostgreSQL.");
        if (config.tokens().madeAtStart()) {
            printTokens(out);
        }
    }

    private void printTokens(PrintWriter out) {
        String driver = token(Role.DRIVER);
        String operator = token(Role.ADMIN);
        out.println();
        out.println("driver    " + driver);
        out.println("rider     " + token(Role.RIDER));
        out.println("operator  " + operator);
        out.println();
        out.println("curl -H 'Authorization: Bearer " + operator + "' '" + url
                + "/v1/drivers/nearby?latitude=6.6018&longitude=3.3515'");
        out.println("npx -y -p socket.io-client@4 node -e \"require('socket.io-client')('" + url + "',{auth:{token:'"
                + driver + "'}}).on('connected',console.log)\"");
    }

    private String token(Role role) {
        return new TokenIssuer(config.tokens(), InstantSource.system())
                .issue(UUID.randomUUID(), role, LIFE)
                .text();
    }
}
