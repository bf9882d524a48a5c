package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.postgis.PostgisAdapter;
import com.openride.fleet.adapter.postgis.PostgisConfig;
import com.openride.fleet.adapter.redis.RedisAdapter;
import com.openride.fleet.adapter.redis.RedisConfig;
import com.openride.fleet.domain.fault.InvalidValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that could keep the service from starting, and says what to do about it. */
@Command(
        name = "doctor",
        description = "Check configuration, port, database, Redis and clock.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LEAST_FILES = 4096;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        configuration(findings);
        database(findings);
        redis(findings);
        findings.add(clock());
        findings.add(files());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println((finding.fine ? "ok    " : "FAIL  ") + finding.words));
        out.flush();
        return findings.stream().allMatch(Finding::fine) ? 0 : 1;
    }

    private static void configuration(List<Finding> findings) {
        try {
            FleetConfig config = FleetConfig.of(System.getenv());
            findings.add(new Finding(true, "configuration: every variable can be used"));
            findings.add(port(config));
            if (config.tokens().madeAtStart()) {
                findings.add(new Finding(true, "tokens: no JWT_SECRET_KEY, each start makes a secret of its own"));
            }
        } catch (InvalidEnvironment problems) {
            String.valueOf(problems.getMessage())
                    .lines()
                    .forEach(line -> findings.add(new Finding(false, "configuration: " + line)));
        }
    }

    private static void database(List<Finding> findings) {
        String url = System.getenv("DATABASE_URL");
        if (url == null || url.isBlank()) {
            findings.add(new Finding(true, "database: none configured, everything is kept in memory"));
            return;
        }
        report(findings, "database", "can carry a fleet", () -> PostgisAdapter.examine(PostgisConfig.parse(url)));
    }

    private static void redis(List<Finding> findings) {
        String url = System.getenv("REDIS_URL");
        if (url == null || url.isBlank()) {
            findings.add(new Finding(true, "redis: none configured, this is a single instance"));
            return;
        }
        report(
                findings,
                "redis",
                "can serve several instances",
                () -> RedisAdapter.examine(RedisConfig.parse(url, System.getenv("REDIS_PASSWORD"))));
    }

    private static void report(List<Finding> findings, String part, String praise, Supplier<List<String>> examination) {
        try {
            List<String> wrong = examination.get();
            if (wrong.isEmpty()) {
                findings.add(new Finding(true, part + ": " + praise));
            }
            wrong.forEach(words -> findings.add(new Finding(false, part + ": " + words)));
        } catch (InvalidValue unreadable) {
            findings.add(new Finding(false, part + ": " + unreadable.getMessage()));
        }
    }

    private static Finding port(FleetConfig config) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.host(), config.port()));
            return new Finding(true, "port: " + config.port() + " is free");
        } catch (IOException e) {
            return new Finding(
                    false, "port: " + config.port() + " cannot be had; stop what uses it or set PORT to another");
        }
    }

    private static Finding clock() {
        return Instant.now().isAfter(BUILT)
                ? new Finding(true, "clock: plausible")
                : new Finding(false, "clock: before this version was built; set it, tokens depend on it");
    }

    private static Finding files() {
        long most = FileDescriptors.most();
        return most >= LEAST_FILES
                ? new Finding(true, "file descriptors: " + most)
                : new Finding(false, "file descriptors: " + most + " is too few for sockets; raise 'ulimit -n'");
    }

    private record Finding(boolean fine, String words) {}
}
