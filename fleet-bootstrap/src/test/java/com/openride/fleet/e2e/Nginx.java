package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx with {@code deploy/nginx.conf}, in front of instances on this machine, until it is closed. */
final class Nginx implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("..", "deploy", "nginx.conf");
    private static final List<String> NAMES = List.of("fleet-service", "fleet-2", "fleet-3");

    private final Path folder;
    private final int port;
    private final Process process;

    /** Starts it; the names of the file stand for these instances, in their order. */
    Nginx(List<FleetProcess> instances) throws IOException {
        folder = Files.createTempDirectory("fleet-nginx");
        port = FleetProcess.freePort();
        String text = Files.readString(CONFIGURATION)
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                .replace(" /tmp/", " " + folder + "/");
        for (int index = 0; index < NAMES.size(); index++) {
            String named = "server " + NAMES.get(index) + ":8096";
            assertThat(text).contains(named);
            text = text.replace(
                    named, "server 127.0.0.1:" + instances.get(index).port());
        }
        Path file = Files.writeString(folder.resolve("nginx.conf"), text);
        process = new ProcessBuilder(program(), "-p", folder.toString(), "-c", file.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> listens() || !process.isAlive());
        assertThat(process.isAlive()).as(said()).isTrue();
    }

    int port() {
        return port;
    }

    /** What it has complained of. */
    String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String program() {
        return Stream.concat(
                        Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(":", -1)))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("nginx is missing; install it (Debian: apt-get install nginx-light)"))
                .toString();
    }
}
