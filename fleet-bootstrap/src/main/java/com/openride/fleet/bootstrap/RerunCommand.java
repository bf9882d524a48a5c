package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.postgis.ArchiveAdapter;
import com.openride.fleet.adapter.postgis.PostgisConfig;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.application.rerun.TripRerunning;
import com.openride.fleet.bootstrap.metrics.FleetMetrics;
import com.openride.fleet.bootstrap.rerun.RerunJson;
import com.openride.fleet.bootstrap.rerun.RerunReport;
import com.openride.fleet.bootstrap.rerun.RerunTable;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs stored trips once more through the detectors and the estimator, and shows what differs from then. */
@Command(
        name = "rerun",
        description = "Run a stored trip, or every trip of a day, once more through detectors and ETA.",
        footer = {
            "",
            "Fixes and steps are taken in the order in which they happened, whenever they came. The same store and the"
                    + " same thresholds give the same output. Nothing is written; the right to read is enough.",
            "",
            "A trip is of the day (UTC) on which it set out or, if it never did, on which it should have.",
        },
        mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--trip", description = "The trip")
    private @Nullable UUID trip;

    @Option(names = "--day", description = "Every trip of the day, as in 2026-11-28")
    private @Nullable LocalDate day;

    @Option(names = "--driver", description = "With --day: this driver's trips only")
    private @Nullable UUID driver;

    @Option(
            names = "--thresholds",
            description = "A file as for THRESHOLDS_FILE; without it the thresholds of the environment count")
    private @Nullable Path thresholds;

    @Option(
            names = "--until",
            description =
                    "For trips that are not over: up to when time has passed, as in 2026-11-28T08:00:00Z; without it"
                            + " up to the last that is stored of each")
    private @Nullable Instant until;

    @Option(names = "--json", description = "A line of JSON for each trip and one for all, instead of tables")
    private boolean json;

    @Override
    public Integer call() {
        require((trip == null) != (day == null), "either --trip or --day must be given");
        require(driver == null || day != null, "--driver goes with --day");
        FleetConfig config = FleetConfig.of(System.getenv());
        Logging.configure(config.logLevel(), config.logAsJson());
        PostgisConfig database = config.store().database();
        if (database == null) {
            throw new InvalidEnvironment(List.of("DATABASE_URL: must be set to the database to read"));
        }
        Detectors detectors = Detectors.with(thresholds(config));
        try (FleetMetrics metrics = FleetMetrics.own();
                ArchiveAdapter archive = ArchiveAdapter.open(database, metrics.measurements())) {
            var sources = new TripRerunning.Sources(archive.trips(), archive.locationHistory(), archive.alerts());
            return run(new TripRerunning(sources, detectors, TripProgress::eta));
        }
    }

    private int run(TripRerunning rerunning) {
        PrintWriter out = spec.commandLine().getOut();
        RerunReport report = json ? new RerunJson(out) : new RerunTable(out);
        for (TripId id : trips(rerunning)) {
            Optional<Rerun> rerun = rerunning.run(id, until);
            if (rerun.isEmpty()) {
                spec.commandLine().getErr().println("There is no trip " + id + ".");
                return 1;
            }
            report.tell(rerun.get());
        }
        report.end();
        return 0;
    }

    private List<TripId> trips(TripRerunning rerunning) {
        if (day == null) {
            return trip == null ? List.of() : List.of(new TripId(trip));
        }
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return rerunning.begun(new TimeRange(from, to), driver == null ? null : new DriverId(driver));
    }

    private Thresholds thresholds(FleetConfig config) {
        if (thresholds == null) {
            return config.monitor().thresholds();
        }
        try {
            return ThresholdsFile.read(thresholds);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--thresholds: " + thresholds + " cannot be read", e);
        } catch (InvalidValue problem) {
            throw new ParameterException(spec.commandLine(), "--thresholds: " + problem.getMessage(), problem);
        }
    }

    private void require(boolean condition, String words) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }
}
