package com.openride.fleet.bootstrap.load;

import com.openride.fleet.bootstrap.client.Ending;
import com.openride.fleet.bootstrap.client.FleetUnderTest;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a load on a service and says how it bore it. */
@Command(
        name = "load",
        description = "Load a service with drivers and those who follow them, and say how it bears it.",
        footer = {
            "",
            "Every fix has its time before anything is sent, and latency counts from then, so a service that hangs cannot"
                    + " hide it. Lost means: an acked fix that somebody who follows got neither itself nor superseded by a"
                    + " newer one within 10 s of the end; one told twice or out of order; an ack that did not come within"
                    + " 10 s; a connection that was not made or did not last. The exit status is 1 then. Refused fixes are"
                    + " counted, not lost."
        },
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    private static final int MOST_SOCKETS = 60_000;
    private static final int MOST_RATE = 50_000;
    private static final int MOST_PER_DRIVER = 20;
    /** What a process has open besides: jars, event loops, requests. */
    private static final int OTHER_FILES = 300;

    private final FleetUnderTest.Opener opener;
    private final LongSupplier mostFiles;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--connections", description = "How many drivers, each followed by a rider (100; with --fanout 1)")
    private @Nullable Integer connections;

    @Option(names = "--fanout", defaultValue = "1", description = "How many follow each driver (${DEFAULT-VALUE})")
    private int fanout;

    @Option(names = "--rate", description = "Fixes a second in all; 0 to send none (one per driver and 5 s)")
    private @Nullable Double rate;

    @Option(
            names = "--duration",
            defaultValue = "30",
            description = "Seconds to send, once all are there (${DEFAULT-VALUE})")
    private long seconds;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            description = "Seconds to send before latency counts (${DEFAULT-VALUE}); losses count from the beginning")
    private long warmup;

    @Option(names = "--arrivals", defaultValue = "200", description = "Connections made a second (${DEFAULT-VALUE})")
    private int arrivals;

    @Option(
            names = "--url",
            description = "An instance of the service; may be given several times, then each driver is followed on the"
                    + " instance after their own. Without it one is started in this process")
    private List<URI> urls = new ArrayList<>();

    @Option(names = "--secret", description = "What its tokens are signed with, if not JWT_SECRET_KEY")
    private @Nullable String secret;

    @Option(names = "--pid", description = "The server's process, if it cannot be found by its port")
    private @Nullable Long pid;

    @Option(names = "--json", description = "Print the result as one JSON object and nothing else")
    private boolean json;

    @Option(names = "--plain", hidden = true, description = "The server is the plain one of bin/bench")
    private boolean plain;

    /**
     * A command that comes by its service through the opener.
     *
     * @param mostFiles how many files and sockets this process may have open
     */
    public LoadCommand(FleetUnderTest.Opener opener, LongSupplier mostFiles) {
        this.opener = opener;
        this.mostFiles = mostFiles;
    }

    @Override
    public Integer call() {
        LoadPlan plan = plan();
        Ending ending = Ending.onSignal();
        int status = 1;
        try {
            status = load(plan, ending);
        } finally {
            ending.over(status);
        }
        return status;
    }

    private LoadPlan plan() {
        int drivers = connections == null ? usualDrivers() : connections;
        double perSecond = rate == null ? drivers / 5.0 : rate;
        require(drivers >= 1 && fanout >= 0, "--connections must be at least 1, --fanout 0");
        require(perSecond >= 0 && perSecond <= MOST_RATE, "--rate must be 0 to " + MOST_RATE);
        require(perSecond / drivers <= MOST_PER_DRIVER, "--rate must be at most 20 for each driver");
        require(seconds >= 1 && seconds <= 86_400, "--duration must be 1 to 86400");
        require(warmup >= 0 && warmup <= 3600, "--warmup must be 0 to 3600");
        require(arrivals >= 1 && arrivals <= 5000, "--arrivals must be 1 to 5000");
        var plan = new LoadPlan(
                drivers, fanout, perSecond, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds), arrivals, plain);
        requireFiles(plan.sockets());
        return plan;
    }

    private void requireFiles(long sockets) {
        require(sockets <= MOST_SOCKETS, "these are more than " + MOST_SOCKETS + " sockets");
        long needed = sockets * (urls.isEmpty() ? 2 : 1) + OTHER_FILES;
        long most = mostFiles.getAsLong();
        require(
                needed <= most,
                "this takes " + needed + " open files and sockets, and this process may have " + most
                        + "; raise the limit (ulimit -n " + needed + ")");
    }

    private int usualDrivers() {
        return fanout > 1 ? 1 : 100;
    }

    private int load(LoadPlan plan, Ending ending) {
        PrintWriter out = spec.commandLine().getOut();
        var tally = new LoadTally();
        try (FleetUnderTest server = opener.open(urls.isEmpty() ? null : urls.get(0), secret)) {
            List<URI> instances = urls.isEmpty() ? List.of(server.url()) : urls;
            List<ServerProcess> processes = processes(instances);
            try (var load = new Load(server, instances, plan, tally)) {
                var second = new AtomicLong();
                Runnable tell = () -> tell(load, tally, second.incrementAndGet(), ending, out);
                load.arrive(tell);
                double before = cpu(processes);
                long begun = System.nanoTime();
                load.run(tell);
                double cores = (cpu(processes) - before) * 1e9 / (System.nanoTime() - begun);
                double mebibytes = processes.stream()
                        .mapToDouble(ServerProcess::residentMebibytes)
                        .sum();
                load.conclude();
                var report = new LoadReport(plan, tally, new LoadReport.Cost(cores, mebibytes));
                out.println(json ? report.json() : report.table());
                out.flush();
            }
        }
        return tally.hasLoss() ? 1 : 0;
    }

    private void tell(Load load, LoadTally tally, long second, Ending ending, PrintWriter out) {
        if (ending.isAskedWithin(Duration.ZERO)) {
            load.stop();
        }
        if (!json) {
            out.println(LoadReport.progress(tally, second));
            out.flush();
        }
    }

    private List<ServerProcess> processes(List<URI> instances) {
        Long given = pid;
        if (given != null) {
            return ServerProcess.of(given).stream().toList();
        }
        return instances.stream()
                .map(ServerProcess::listeningAt)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static double cpu(List<ServerProcess> processes) {
        return processes.stream().mapToDouble(ServerProcess::cpuSeconds).sum();
    }

    private void require(boolean condition, String words) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }
}
