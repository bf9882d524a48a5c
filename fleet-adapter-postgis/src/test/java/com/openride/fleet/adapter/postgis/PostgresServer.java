package com.openride.fleet.adapter.postgis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own, on a free port and in a folder that goes away with it. */
final class PostgresServer implements AutoCloseable {

    static final String PASSWORD = "kept-out-of-sight";

    private static final int SECONDS = 60;

    private final Path programs = programs();
    private final Path folder;
    private final int port;

    PostgresServer() throws IOException {
        folder = Files.createTempDirectory("fleet-postgres");
        port = freePort();
        if (isRoot()) {
            var users = folder.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(folder, users.lookupPrincipalByName("postgres"));
        }
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        run("initdb", "--no-sync", "-U", "fleet", "-A", "scram-sha-256", "--pwfile=" + password, "-D", data());
        String settings = "-F -p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1";
        run(
                "pg_ctl",
                "-s",
                "-w",
                "-t",
                "30",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                settings,
                "start");
    }

    PostgisConfig as(String user, String password, String database) {
        return new PostgisConfig("127.0.0.1", port, database, user, password, Map.of("sslmode", "disable"));
    }

    void execute(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, "fleet", PASSWORD);
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
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
