package com.openride.fleet.bootstrap;

import com.openride.fleet.bootstrap.client.FleetUnderTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import picocli.CommandLine;

/** A real service for each test, and commands that drive it through its front door. */
abstract class AgainstService {

    private final FleetConfig config = FleetConfig.of(Map.of("PORT", "0", "LOCATION_UPDATE_RATE_LIMIT", "0"));
    final FleetService service = FleetService.start(config);
    final StringWriter said = new StringWriter();

    @AfterEach
    void stop() {
        service.close();
    }

    /** The exit status. */
    final int execute(Object command, String... options) {
        return new CommandLine(command).setOut(new PrintWriter(said)).execute(options);
    }

    final FleetUnderTest fleet() {
        return new DrivenFleet(
                URI.create("http://127.0.0.1:" + service.port()),
                new TokenIssuer(config.tokens(), InstantSource.system()),
                null);
    }
}
