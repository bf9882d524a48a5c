package com.openride.fleet.bootstrap;

import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Role;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service that a command drives: one elsewhere, or one in this process that ends with the command. */
record DrivenFleet(URI url, TokenIssuer tokens, @Nullable FleetService embedded) implements FleetUnderTest {

    private static final Duration LIFE = Duration.ofHours(12);

    /** Opens by the environment. */
    static FleetUnderTest open(@Nullable URI url, @Nullable String secret) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (secret != null) {
            variables.put("JWT_SECRET_KEY", secret);
        }
        // A command that is told to stop must not take as long as a service with riders on it.
        variables.putIfAbsent("DRAIN_SECONDS", "2");
        FleetConfig config = FleetConfig.of(variables);
        Logging.configure(config.logLevel(), config.logAsJson());
        var tokens = new TokenIssuer(config.tokens(), InstantSource.system());
        if (url == null) {
            FleetService service = FleetService.start(config);
            return new DrivenFleet(URI.create("http://127.0.0.1:" + service.port()), tokens, service);
        }
        if (config.tokens().madeAtStart()) {
            throw new InvalidEnvironment(
                    List.of("JWT_SECRET_KEY: must be set to the secret of the service, or --secret"));
        }
        return new DrivenFleet(url, tokens, null);
    }

    @Override
    public BearerToken token(Role role, UUID subject) {
        return tokens.issue(subject, role, LIFE);
    }

    @Override
    public void close() {
        FleetService service = embedded;
        if (service != null) {
            service.close();
        }
    }
}
