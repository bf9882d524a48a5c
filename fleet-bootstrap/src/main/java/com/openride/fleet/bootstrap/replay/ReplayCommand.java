package com.openride.fleet.bootstrap.replay;

import com.openride.fleet.bootstrap.client.Ending;
import com.openride.fleet.bootstrap.client.FleetUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends a recorded trace as if it happened now, and says whether every row ended where it should. */
@Command(
        name = "replay",
        description = "Send a recorded trace, all vehicles side by side, and read it back.",
        footer = {
            "",
            "Every row ends as accepted, as a known duplicate (same driver and millisecond), or as refused with its"
                    + " reason and line. Lost means: a row that was never answered, that the service shows otherwise or"
                    + " not at all, or, with --limit, a decision that GCRA does not explain. The exit status is 1 then.",
            "",
            "Speeds that end within five minutes a file: 1 s to 6 s traces --speed 100 --max-gap 60; days of taxis"
                    + " --speed 400 --max-gap 10."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private final FleetUnderTest.Opener opener;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--trace", required = true, description = "A CSV file with a header")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "How many times faster than recorded (${DEFAULT-VALUE}); above 1 rows are sent in batches")
    private double speed;

    @Option(
            names = "--max-gap",
            defaultValue = "60",
            description = "Longer gaps in a vehicle's rows are cut to so many recorded seconds (${DEFAULT-VALUE})")
    private double maxGapSeconds;

    @Option(
            names = "--limit",
            defaultValue = "0",
            description =
                    "The service's LOCATION_UPDATE_RATE_LIMIT in seconds, to audit it at speed 1 (${DEFAULT-VALUE})")
    private double limitSeconds;

    @Option(names = "--duration", defaultValue = "0", description = "Stop after so many seconds; 0 at the end")
    private long seconds;

    @Option(names = "--url", description = "The service; without it one is started in this process")
    private @Nullable URI url;

    @Option(names = "--secret", description = "What its tokens are signed with, if not JWT_SECRET_KEY")
    private @Nullable String secret;

    /** A command that comes by its service through the opener. */
    public ReplayCommand(FleetUnderTest.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException {
        require(speed > 0 && speed <= 1000, "--speed must be above 0 and at most 1000");
        require(maxGapSeconds > 0 && maxGapSeconds <= 86_400, "--max-gap must be above 0 and at most 86400");
        require(limitSeconds >= 0 && limitSeconds <= 3600, "--limit must be 0 to 3600");
        require(seconds >= 0, "--duration must not be negative");
        Trace trace = TraceReader.read(file);
        Ending ending = Ending.onSignal();
        int status = 1;
        try {
            status = replay(trace, ending);
        } finally {
            ending.over(status);
        }
        return status;
    }

    private int replay(Trace trace, Ending ending) {
        PrintWriter out = spec.commandLine().getOut();
        var manner = new Replay.Manner(speed, duration(maxGapSeconds), duration(limitSeconds));
        try (FleetUnderTest server = opener.open(url, secret);
                var replay = new Replay(server, trace, manner)) {
            watch(replay, ending, out);
            replay.stop();
            Report report = Report.of(trace, replay);
            report.lines().forEach(out::println);
            out.flush();
            return report.exitStatus();
        }
    }

    private void watch(Replay replay, Ending ending, PrintWriter out) {
        for (long second = 1; !replay.isDone() && (seconds == 0 || second <= seconds); second++) {
            if (ending.isAskedWithin(Duration.ofSeconds(1))) {
                return;
            }
            out.println(Report.progress(replay, second));
            out.flush();
        }
    }

    private void require(boolean condition, String words) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }

    private static Duration duration(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
