package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.fixture.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of the test's own, on a free port and in a folder that goes away with it. */
public final class PostgresServer implements AutoCloseable {

    /** The password of the user {@code fleet}, who may do everything. */
    public static final String PASSWORD = "kept-out-of-sight";

    /** A database of each server that has PostGIS and nothing else, unless the server was made from nothing. */
    public static final String PREPARED = "prepared";

    private static final int SECONDS = 60;

    private final Path programs = programs();
    private final Path folder;
    private final int port;
    private final boolean durable;

    /** Makes one and starts it; it is quick, and would lose data with the machine, though not with its processes. */
    public PostgresServer() throws IOException {
        this(false);
    }

    /** Makes one and starts it. */
    public PostgresServer(boolean durable) throws IOException {
        this(Files.createTempDirectory("fleet-postgres"), durable, PostgresTemplate.data(programs()));
    }

    /** Makes one from nothing, in a folder that is there and empty, perhaps a disk of its own, and starts it. */
    public PostgresServer(Path folder, boolean durable) throws IOException {
        this(folder, durable, null);
    }

    private PostgresServer(Path folder, boolean durable, @Nullable Path template) throws IOException {
        this.durable = durable;
        this.folder = folder;
        port = FreePort.any();
        if (isRoot()) {
            var users = folder.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(folder, users.lookupPrincipalByName("postgres"));
        }
        if (template == null) {
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            run("initdb", "--no-sync", "-U", "fleet", "-A", "scram-sha-256", "--pwfile=" + password, "-D", data());
        } else {
            copy(template, folder.resolve("data"));
        }
        start();
    }

    /** Starts it again after it was stopped or killed; waits until it answers. */
    public void start() throws IOException {
        String settings = (durable ? "-c shared_buffers=1GB -c max_wal_size=8GB" : "-F") + " -p " + port + " -k "
                + folder + " -c listen_addresses=127.0.0.1 -c max_connections=200";
        String log = folder.resolve("log").toString();
        run("pg_ctl", "-s", "-w", "-t", "30", "-D", data(), "-l", log, "-o", settings, "start");
    }

    /** Stops it as an administrator does, with every session cut. */
    public void stop() throws IOException {
        run("pg_ctl", "-s", "-w", "-m", "fast", "-D", data(), "stop");
    }

    /** Kills it and every process of it, and waits until they are gone. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a process of PostgreSQL does not go", e);
            }
        }
    }

    /** Stops every process of it in the middle of whatever it does, or lets it go on. */
    public void freeze(boolean frozen) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", frozen ? "-STOP" : "-CONT"));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        await(new ProcessBuilder(command).start(), "kill");
    }

    /** Where a database of it is, as an environment variable says it. */
    public String url(String database) {
        return "postgresql+asyncpg://fleet:" + PASSWORD + "@127.0.0.1:" + port + "/" + database;
    }

    /** Where a database of it is, as JDBC says it, with the login. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=fleet&password=" + PASSWORD;
    }

    /** How long its processes have computed so far, in milliseconds. */
    long cpuMillis() throws IOException {
        return processes().stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toMillis)
                .sum();
    }

    private List<ProcessHandle> processes() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        return all;
    }

    PostgisConfig as(String user, String password, String database) {
        return new PostgisConfig("127.0.0.1", port, database, user, password, Map.of("sslmode", "disable"));
    }

    /** Makes a database that has PostGIS, which takes a second of processor time where it is not copied. */
    public void create(String database) throws SQLException {
        create(database, PREPARED);
    }

    void create(String database, String template) throws SQLException {
        execute("CREATE DATABASE " + database + " TEMPLATE " + template);
    }

    /** Copies a data directory, with owners and rights. */
    static void copy(Path from, Path to) throws IOException {
        await(new ProcessBuilder("cp", "-rp", from.toString(), to.toString()).start(), "cp");
    }

    /** Runs a statement in the database {@code postgres}. */
    public void execute(String sql) throws SQLException {
        execute("postgres", sql);
    }

    /** Runs a statement in this database. */
    public void execute(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "-s", "-w", "-m", "immediate", "-D", data(), "stop");
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        await(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start(), program);
    }

    private static void await(Process process, String program) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program + " was interrupted", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The newest PostgreSQL where Debian puts it, or else wherever the path leads. */
    private static Path programs() {
        Path debian = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.<Path>empty()) {
            return Stream.concat(
                            versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")),
                            Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of))
                    .filter(place -> Files.isExecutable(place.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "PostgreSQL is missing; install it (Debian: apt-get install postgresql)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
