package com.openride.fleet.adapter.redis;

import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.SafeEncoder;

/** A Redis of the test's own, on a free port and in a folder that goes away with it. */
public final class RedisServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final String scheme;
    private final List<String> command;
    private Process process;

    /**
     * Starts it.
     *
     * @param settings names, each after two hyphens, and values
     */
    public RedisServer(String... settings) throws IOException {
        this(FreePort.any(), "redis", settings);
    }

    private RedisServer(int port, String scheme, String... settings) throws IOException {
        folder = Files.createTempDirectory("fleet-redis");
        this.port = port;
        this.scheme = scheme;
        command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(settings));
        process = start(command);
        await().atMost(20, TimeUnit.SECONDS).until(this::listens);
    }

    /** One that speaks TLS alone, with this certificate and these further settings. */
    public static RedisServer tls(Certificate certificate, String... settings) throws IOException {
        int port = FreePort.any();
        String[] all = Stream.of(certificate.settings(port), settings)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        return new RedisServer(port, "rediss", all);
    }

    /** Kills it; what it knew is gone. */
    public void stop() {
        process.destroyForcibly();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !process.isAlive());
    }

    /** Starts it again, empty, at the same place. */
    public void restart() {
        process = start(command);
        await().atMost(20, TimeUnit.SECONDS).until(this::listens);
    }

    /** Lets it hang: connections stay, and nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** What it answers to a command, as text. */
    public String execute(String name, String... arguments) {
        int secret = command.indexOf("--requirepass") + 1;
        var login = DefaultJedisClientConfig.builder()
                .password(secret == 0 ? null : command.get(secret))
                .autoNegotiateProtocol(false)
                .build();
        try (var redis = new Jedis(new HostAndPort("127.0.0.1", port), login)) {
            return String.valueOf(readable(redis.sendCommand(Protocol.Command.valueOf(name), arguments)));
        }
    }

    private static Object readable(Object answer) {
        if (answer instanceof byte[] bytes) {
            return SafeEncoder.encode(bytes);
        }
        return answer instanceof List<?> list
                ? list.stream().map(RedisServer::readable).toList()
                : answer;
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot signal Redis", e);
        }
    }

    /** Where it is. */
    public String url() {
        return scheme + "://127.0.0.1:" + port;
    }

    RedisConfig.Node node() {
        return new RedisConfig.Node("127.0.0.1", port);
    }

    @Override
    public void close() throws IOException {
        stop();
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
}
