package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code java -jar fleet.jar} on a free port, with what it prints, until it is closed. */
final class FleetProcess implements AutoCloseable {

    /** The secret by which these processes verify tokens. */
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path out;
    private final Path err;

    private FleetProcess(Process process, int port, Path out, Path err) {
        this.process = process;
        this.port = port;
        this.out = out;
        this.err = err;
    }

    /** A service that is ready, with these variables beside the secret and the port. */
    static FleetProcess serve(Map<String, String> variables) {
        return serve(freePort(), variables);
    }

    /** The same on this port. */
    static FleetProcess serve(int port, Map<String, String> variables) {
        return serve(FleetJar.command(), port, variables);
    }

    /** The same on a free port, of this jar. */
    static FleetProcess serve(List<String> jar, Map<String, String> variables) {
        return serve(jar, freePort(), variables);
    }

    private static FleetProcess serve(List<String> jar, int port, Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("JWT_SECRET_KEY", SECRET, "REST_RATE_LIMIT_PER_MINUTE", "0", "DRAIN_SECONDS", "2"));
        all.putAll(variables);
        FleetProcess fleet =
                start(port, all, Stream.concat(jar.stream(), Stream.of("serve")).toList());
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady() || !fleet.process.isAlive());
        assertThat(fleet.process.isAlive()).as(fleet.errors()).isTrue();
        return fleet;
    }

    /** A command that is left to itself. */
    static FleetProcess start(int port, Map<String, String> variables, String... arguments) {
        List<String> command =
                Stream.concat(FleetJar.command().stream(), Stream.of(arguments)).toList();
        return start(port, variables, command);
    }

    /** A command line as somebody types it at the root of the repository. */
    static FleetProcess typed(int port, String line) {
        try {
            // This build has made it, or found that it would be the same; bin/run need not.
            Files.setLastModifiedTime(FleetJar.built(), FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(port, Map.of(), List.of("bash", "-c", "cd .. && exec " + line));
    }

    private static FleetProcess start(int port, Map<String, String> variables, List<String> command) {
        try {
            Path out = Files.createTempFile("fleet", ".out");
            Path err = Files.createTempFile("fleet", ".err");
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("JWT") || name.endsWith("_URL"));
            builder.environment().put("PORT", Integer.toString(port));
            builder.environment().putAll(variables);
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new FleetProcess(process, port, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        return FreePort.any();
    }

    int port() {
        return port;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it has printed on standard output. */
    String output() {
        return read(out);
    }

    /** What it has printed on standard error. */
    String errors() {
        return read(err);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end. */
    int exitWithin(Duration time) {
        try {
            assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ends within " + time)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(5));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Has it free what it no longer uses. */
    void collectGarbage() {
        try {
            Process jcmd = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(jcmd.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(jcmd.exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitWithin(Duration.ofSeconds(5));
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return get("/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the JDK that runs the tests. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
