package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.access.Role;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a token, and nothing else, so that it can be used in a command. */
@Command(name = "token", description = "Print a token signed with JWT_SECRET_KEY.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--role", required = true, description = "One of: ${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init")
    private Role role;

    @Option(names = "--sub", description = "The subject's UUID; random when absent")
    private @Nullable UUID subject;

    @Option(names = "--ttl", defaultValue = "3600", description = "Seconds, at most 86400 (${DEFAULT-VALUE})")
    private long seconds;

    @Override
    public Integer call() {
        FleetConfig config = FleetConfig.of(System.getenv());
        if (config.tokens().madeAtStart()) {
            throw new InvalidEnvironment(List.of("JWT_SECRET_KEY: must be set to the secret of the service"));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(new TokenIssuer(config.tokens(), InstantSource.system())
                .issue(subject == null ? UUID.randomUUID() : subject, role, Duration.ofSeconds(seconds))
                .text());
        out.flush();
        return 0;
    }
}
