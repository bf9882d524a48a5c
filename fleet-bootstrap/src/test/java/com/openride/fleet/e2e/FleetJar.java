package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is shipped, as the tests start it some dozen times: with its classes in an archive, quick compilation and the small
 * collector a start takes a third of the processor time. The archive is made once for each build, from a service that ran.
 */
final class FleetJar {

    private static final Path BUILT = Path.of("target", "fleet.jar").toAbsolutePath();
    private static final Path FOLDER = BUILT.resolveSibling("started");
    // A copy: an archive holds for a file of one date, and the date of the other one changes.
    private static final Path COPY = FOLDER.resolve("fleet.jar");
    private static final Path ARCHIVE = FOLDER.resolve("fleet-" + Runtime.version() + ".jsa");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> COMMAND = prepare();

    private FleetJar() {}

    /** The file of the build. */
    static Path built() {
        return BUILT;
    }

    /** The words that start it, without those for it. */
    static List<String> command() {
        return COMMAND;
    }

    private static List<String> prepare() {
        try {
            Files.createDirectories(FOLDER);
            try (var file = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = await().atMost(PATIENCE).until(file::tryLock, Objects::nonNull)) {
                assertThat(lock.isValid()).isTrue();
                if (!Files.exists(COPY) || Files.mismatch(BUILT, COPY) >= 0) {
                    Files.deleteIfExists(ARCHIVE);
                    Files.copy(BUILT, COPY, StandardCopyOption.REPLACE_EXISTING);
                }
                if (!Files.exists(ARCHIVE)) {
                    archive();
                }
            }
            return java("-XX:SharedArchiveFile=" + ARCHIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a service with all its servers once, and keeps what it has loaded. */
    private static void archive() throws IOException {
        Path made = FOLDER.resolve("made.jsa");
        try (var postgres = new PostgresServer();
                var redis = new RedisServer()) {
            postgres.create("archive");
            Map<String, String> variables =
                    Map.of("DATABASE_URL", postgres.url("archive"), "REDIS_URL", redis.url(), "DRAIN_SECONDS", "0");
            try (var fleet = FleetProcess.serve(java("-XX:ArchiveClassesAtExit=" + made), variables)) {
                for (String page : List.of("/health", "/metrics", "/openapi.json", "/asyncapi.json")) {
                    assertThat(fleet.get(page).statusCode()).isEqualTo(200);
                }
                fleet.terminate();
                assertThat(fleet.exitWithin(Duration.ofSeconds(30))).isZero();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> java(String archive) {
        List<String> words = new ArrayList<>(List.of(FleetProcess.tool("java"), "-Xmx256m"));
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", archive, "-jar", COPY.toString()));
        return List.copyOf(words);
    }
}
