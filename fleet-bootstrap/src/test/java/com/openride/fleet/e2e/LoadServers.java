package com.openride.fleet.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** The processes of {@link LoadBench}: the servers, all of which end with it, and {@code fleet load}. */
final class LoadServers implements AutoCloseable {

    private static final String JAR =
            Path.of("fleet-bootstrap", "target", "fleet.jar").toString();
    private static final String HEAP = "-Xmx1500m";
    private static final Duration START = Duration.ofSeconds(60);

    private final String plainClasspath;
    private final List<Process> running = new ArrayList<>();

    /** None yet; the plain server is run with this class path. */
    LoadServers(String plainClasspath) {
        this.plainClasspath = plainClasspath;
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }

    /** Starts the packaged service with these variables; its port. */
    int service(Map<String, String> variables) throws Exception {
        int port = FleetProcess.freePort();
        var builder = new ProcessBuilder(java(), HEAP, "-jar", JAR, "serve");
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "JWT_SECRET_KEY",
                        FleetProcess.SECRET,
                        "PORT",
                        Integer.toString(port),
                        "REST_RATE_LIMIT_PER_MINUTE",
                        "0",
                        "DRAIN_SECONDS",
                        "1",
                        "LOG_LEVEL",
                        "WARN"));
        return started(builder, port);
    }

    /** Starts the library alone; its port. */
    int plain() throws Exception {
        int port = FleetProcess.freePort();
        return started(
                new ProcessBuilder(
                        java(),
                        HEAP,
                        "-cp",
                        plainClasspath,
                        "com.openride.fleet.adapter.socketio.PlainServer",
                        Integer.toString(port)),
                port);
    }

    private int started(ProcessBuilder builder, int port) throws Exception {
        running.add(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        long end = System.nanoTime() + START.toNanos();
        while (!answers(port)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("nobody answers at port " + port);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return port;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops all servers that run. */
    void stop() throws InterruptedException {
        for (Process process : running) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        running.clear();
    }

    /** Loads the servers at these ports; what {@code fleet load} tells of it. */
    JSONObject load(List<Integer> ports, String server, String... options) throws Exception {
        var words = new ArrayList<>(List.of(java(), HEAP, "-jar", JAR, "load", "--json"));
        ports.forEach(port -> words.addAll(List.of("--url", "http://127.0.0.1:" + port)));
        words.addAll(List.of(options));
        if (server.equals("plain")) {
            words.add("--plain");
        }
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JWT_SECRET_KEY", FleetProcess.SECRET);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new JSONObject(output);
        } finally {
            process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
