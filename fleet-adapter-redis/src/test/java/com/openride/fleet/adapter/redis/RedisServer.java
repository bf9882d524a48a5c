package com.openride.fleet.adapter.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Redis of the test's own, on a free port and in a folder that goes away with it. */
final class RedisServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Process process;

    RedisServer(String... settings) throws IOException {
        folder = Files.createTempDirectory("fleet-redis");
        port = freePort();
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(settings));
        process = start(command);
        await().atMost(20, TimeUnit.SECONDS).until(this::listens);
    }

    RedisConfig.Node node() {
        return new RedisConfig.Node("127.0.0.1", port);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !process.isAlive());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("Redis is missing; install it (Debian: apt-get install redis-server)", e);
        }
    }

    /** One to which Redis can add 10000 for the bus of a cluster. */
    private static int freePort() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0)) {
                if (socket.getLocalPort() < 55_000) {
                    return socket.getLocalPort();
                }
            }
        }
    }
}
