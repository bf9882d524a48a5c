package com.openride.fleet.adapter.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A cluster of the test's own: three masters, each with a replica. */
public final class RedisCluster implements AutoCloseable {

    private static final int NODES = 6;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<RedisServer> nodes = new ArrayList<>();

    public RedisCluster() throws IOException {
        for (int i = 0; i < NODES; i++) {
            nodes.add(new RedisServer(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-replica-validity-factor",
                    "0"));
        }
        List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        nodes.forEach(node -> command.add(node.node().toString()));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        run(command);
        await().atMost(LONG).until(() -> nodes.stream().allMatch(RedisCluster::isWell));
    }

    /** Where it is. */
    public String url() {
        return "redis://" + nodes.stream().map(node -> node.node().toString()).collect(Collectors.joining(","));
    }

    RedisConfig config() {
        return new RedisConfig(nodes.stream().map(RedisServer::node).toList(), false, null, null, 0, 50);
    }

    /** The master that has the slot. */
    public RedisServer master(int slot) {
        String port = masterPort(slot);
        return nodes.stream()
                .filter(node -> Integer.toString(node.node().port()).equals(port))
                .findFirst()
                .orElseThrow();
    }

    /** All masters that run. */
    List<RedisServer> masters() {
        return nodes.stream()
                .filter(RedisServer::isRunning)
                .filter(node -> node.execute("ROLE").startsWith("[master"))
                .toList();
    }

    /** Waits until a replica has taken the place of a master that was stopped. */
    public void awaitTakeover(RedisServer lost) {
        String port = Integer.toString(lost.node().port());
        await().atMost(LONG)
                .until(() -> nodes.stream()
                        .filter(RedisServer::isRunning)
                        .allMatch(node -> isWell(node)
                                && !node.execute("CLUSTER", "SLOTS").contains(", " + port + ", ")));
    }

    /** Starts one again that was lost, and waits until it follows whoever took its place. */
    public void rejoin(RedisServer lost) {
        lost.restart();
        await().atMost(LONG)
                .until(() -> isWell(lost) && lost.execute("INFO", "replication").contains("master_link_status:up"));
    }

    /** Some node that runs. */
    public RedisServer any() {
        return nodes.stream().filter(RedisServer::isRunning).findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (RedisServer node : nodes) {
            node.close();
        }
    }

    private String masterPort(int slot) {
        // Each: from, to, the master as host, port, id and more, then its replicas.
        String slots = any().execute("CLUSTER", "SLOTS");
        var ranges = Pattern.compile("\\[(\\d+), (\\d+), \\[[^,]+, (\\d+)").matcher(slots);
        while (ranges.find()) {
            if (Integer.parseInt(ranges.group(1)) <= slot && slot <= Integer.parseInt(ranges.group(2))) {
                return ranges.group(3);
            }
        }
        throw new IllegalStateException("nobody has slot " + slot + " in " + slots);
    }

    private static boolean isWell(RedisServer node) {
        return node.execute("CLUSTER", "INFO").contains("cluster_state:ok");
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the cluster cannot be made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
