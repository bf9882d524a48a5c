package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the scripts of {@code src/test/js} with the official JavaScript clients, which npm installs once. The tools that
 * only checks of documents and of {@code deploy/} need, ten times as large, come when one of them asks for them.
 */
final class NodeScripts {

    private static final Path SOURCES = Path.of("src", "test", "js").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "js").toAbsolutePath();

    private NodeScripts() {}

    /** Runs the script against the service and fails with what it says unless it ends well in time. */
    static void run(FleetProcess fleet, Duration time, String script, String... arguments) {
        run(fleet.url(""), time, script, arguments);
    }

    /** The same against whatever is at the address. */
    static void run(URI url, Duration time, String script, String... arguments) {
        install();
        List<String> command =
                Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList();
        execute(command, time, Map.of("FLEET_URL", url.toString(), "FLEET_SECRET", FleetProcess.SECRET));
    }

    /** Runs the command where the clients are installed, beside this text as a file of this name. */
    static String run(String file, String text, Map<String, String> variables, String... command) {
        write(file, text);
        return execute(List.of(command), Duration.ofSeconds(40), variables);
    }

    /** Puts this text where the clients are installed, as a file of this name. */
    static void write(String file, String text) {
        install();
        try {
            Files.writeString(INSTALLED.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the tools too from now on: compilers, schemas, and what reads them. */
    static void installTools() {
        install("typescript");
    }

    private static void install() {
        install("socket.io-client", "--omit=dev");
    }

    /** Where it is not there yet, by whichever of the processes that run tests side by side comes first. */
    private static synchronized void install(String wanted, String... options) {
        try {
            Files.createDirectories(INSTALLED);
            try (var turns = FileChannel.open(
                    INSTALLED.resolveSibling("js.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock mine = turns.lock();
                installFresh(wanted, options);
                mine.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void installFresh(String wanted, String... options) throws IOException {
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean fresh = Files.exists(INSTALLED.resolve("node_modules").resolve(wanted))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, INSTALLED.resolve(file.getFileName()));
            }
        }
        if (!fresh) {
            List<String> command = Stream.concat(Stream.of("npm", "ci", "--no-audit", "--no-fund"), Stream.of(options))
                    .toList();
            execute(command, Duration.ofMinutes(2), Map.of());
        }
    }

    /** Only what differs: the other process may be reading it. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(to) || Files.mismatch(from, to) != -1) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String execute(List<String> command, Duration time, Map<String, String> variables) {
        try {
            Path said = Files.createTempFile("script", ".txt");
            var builder = new ProcessBuilder(command).directory(INSTALLED.toFile());
            builder.environment().putAll(variables);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String words = Files.readString(said);
            Files.delete(said);
            assertThat(ended).as("%s ends within %s: %s", command, time, words).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, words).isZero();
            return words;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command.get(0) + ": install Node.js 18 or newer with npm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
