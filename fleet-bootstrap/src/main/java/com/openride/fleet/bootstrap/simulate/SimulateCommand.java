package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.client.Ending;
import com.openride.fleet.bootstrap.client.FleetUnderTest;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Drives a simulated fleet against a service through its front door, and says whether anything was lost. */
@Command(
        name = "simulate",
        description = "Let a simulated fleet drive through Lagos, each driver watched by riders.",
        footer = {"", Loss.DEFINITION},
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

    private final FleetUnderTest.Opener opener;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--drivers", defaultValue = "20", description = "How many drivers (${DEFAULT-VALUE})")
    private int drivers;

    @Option(names = "--riders-per-driver", defaultValue = "1", description = "1 to 3 (${DEFAULT-VALUE})")
    private int riders;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description =
                    "How many times faster than real the cars move (${DEFAULT-VALUE}); they report at the"
                            + " interval that the service asks for whatever the speed, and at 5 s / speed where it asks for none")
    private double speed;

    @Option(names = "--duration", defaultValue = "0", description = "Seconds to run; 0 until Ctrl-C (${DEFAULT-VALUE})")
    private long seconds;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same fleet (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--url", description = "The service; without it one is started in this process")
    private @Nullable URI url;

    @Option(names = "--secret", description = "What its tokens are signed with, if not JWT_SECRET_KEY")
    private @Nullable String secret;

    /** A command that comes by its service through the opener. */
    public SimulateCommand(FleetUnderTest.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        require(drivers >= 1 && drivers <= 20_000, "--drivers must be 1 to 20000");
        require(riders >= 1 && riders <= 3, "--riders-per-driver must be 1 to 3");
        require(speed > 0 && speed <= 1000, "--speed must be above 0 and at most 1000");
        require(seconds >= 0, "--duration must not be negative");
        Ending ending = Ending.onSignal();
        int status = 1;
        try {
            status = drive(ending);
        } finally {
            ending.over(status);
        }
        return status;
    }

    private int drive(Ending ending) {
        PrintWriter out = spec.commandLine().getOut();
        try (FleetUnderTest server = opener.open(url, secret)) {
            out.printf("simulating %d drivers with %d riders each at %s%n", drivers, riders, server.url());
            var simulation = new Simulation(server, drivers, riders, speed, seed);
            simulation.start();
            watch(simulation.tally(), ending, out);
            simulation.close();
            out.println(Progress.table(simulation.tally()));
            out.flush();
            return simulation.tally().exitStatus();
        }
    }

    private void watch(Tally tally, Ending ending, PrintWriter out) {
        for (long second = 1; seconds == 0 || second <= seconds; second++) {
            if (ending.isAskedWithin(Duration.ofSeconds(1))) {
                return;
            }
            out.println(Progress.line(tally, second));
            out.flush();
        }
    }

    private void require(boolean condition, String words) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }
}
