package com.openride.fleet.e2e;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.redis.RedisServer;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * Loads the packaged service, and beside it in the same run the library alone doing the same job, and prints one table.
 * Started by {@code bin/bench}, which says in its first argument how the plain server is run.
 */
public final class LoadBench {

    private static final PrintStream OUT = System.out;
    private static final double MOST_MILLIS = 50;

    private final boolean quick;
    private final Set<String> wanted;
    private final LoadServers servers;

    private LoadBench(LoadServers servers, Set<String> words) {
        this.servers = servers;
        this.quick = words.contains("quick");
        this.wanted = words.stream().filter(word -> !word.equals("quick")).collect(Collectors.toSet());
    }

    /**
     * Runs everything, or of idle, pairs, ramp, followers and instances what the arguments behind the first name;
     * {@code quick} among them makes it small.
     */
    public static void main(String[] args) throws Exception {
        try (var postgres = new PostgresServer(true);
                var redis = new RedisServer();
                var servers = new LoadServers(args[0])) {
            new LoadBench(servers, Arrays.stream(args).skip(1).collect(Collectors.toSet())).run(postgres, redis);
        }
    }

    private void run(PostgresServer postgres, RedisServer redis) throws Exception {
        OUT.println(
                "| scenario | server | sockets | fixes/s | delivered | lost | ack p50, p99 ms | delivery p50, p99 ms"
                        + " | cores | MiB |");
        OUT.println("|---|---|---|---|---|---|---|---|---|---|");
        run("idle", this::idle);
        run("pairs", () -> durable(postgres));
        run("ramp", () -> ramp(postgres));
        run("followers", this::fanOut);
        run("instances", () -> twoInstances(postgres, redis));
    }

    private void run(String name, Scenario scenario) throws Exception {
        if (wanted.isEmpty() || wanted.contains(name)) {
            scenario.run();
        }
    }

    private interface Scenario {
        void run() throws Exception;
    }

    private void idle() throws Exception {
        String[] load = {
            "--connections",
            few(5000, 200),
            "--rate",
            "0",
            "--warmup",
            "0",
            "--duration",
            few(20, 3),
            "--arrivals",
            "500"
        };
        both("idle", Map.of(), load);
    }

    private void durable(PostgresServer postgres) throws Exception {
        String[] load = {"--connections", few(5000, 200), "--duration", few(60, 5), "--arrivals", "500"};
        both("pairs, a fix each 5 s, durable", database(postgres, "pairs"), load);
    }

    private void ramp(PostgresServer postgres) throws Exception {
        Map<String, String> service = new HashMap<>(database(postgres, "ramp"));
        service.put("LOCATION_UPDATE_RATE_LIMIT", "0");
        highest("ramp, 1,000 pairs, durable", servers.service(service), "service");
        highest("ramp, 1,000 pairs", servers.plain(), "plain");
    }

    /** The highest rate whose deliveries stay below the bound; the last row is the first that does not. */
    private void highest(String scenario, int port, String server) throws Exception {
        for (int rate = 1000; rate <= Integer.parseInt(few(16_000, 1000)); rate += rate < 4000 ? 1000 : 2000) {
            JSONObject result = servers.load(
                    List.of(port),
                    server,
                    "--connections",
                    few(1000, 100),
                    "--rate",
                    Integer.toString(rate),
                    "--duration",
                    few(10, 3),
                    "--arrivals",
                    "500");
            print(scenario + ", " + rate + "/s", server, result);
            if (isBent(result)) {
                break;
            }
        }
        servers.stop();
    }

    private static boolean isBent(JSONObject result) throws JSONException {
        return result.getInt("lost") > 0
                || result.getInt("notConnected") > 0
                || result.getJSONObject("deliveryMillis").getDouble("p99") >= MOST_MILLIS;
    }

    private void fanOut() throws Exception {
        for (int watchers : quick ? new int[] {1, 100} : new int[] {1, 10, 100, 1000}) {
            String[] load = {
                "--connections",
                "1",
                "--fanout",
                Integer.toString(watchers),
                "--rate",
                "5",
                "--duration",
                few(15, 3),
                "--arrivals",
                "500"
            };
            both("one car, " + watchers + " who follow", Map.of("LOCATION_UPDATE_RATE_LIMIT", "0"), load);
        }
    }

    private void twoInstances(PostgresServer postgres, RedisServer redis) throws Exception {
        Map<String, String> variables = new HashMap<>(database(postgres, "two"));
        variables.put("REDIS_URL", redis.url());
        int one = servers.service(variables);
        int other = servers.service(variables);
        JSONObject result = servers.load(
                List.of(one, other),
                "service",
                "--connections",
                few(2500, 100),
                "--warmup",
                few(40, 1),
                "--duration",
                few(30, 3),
                "--arrivals",
                "100");
        print("pairs over two instances, durable, Redis", "service", result);
        servers.stop();
    }

    private void both(String scenario, Map<String, String> variables, String... load) throws Exception {
        int service = servers.service(variables);
        JSONObject ours = servers.load(List.of(service), "service", load);
        print(scenario, "service", ours);
        servers.stop();
        int plain = servers.plain();
        JSONObject theirs = servers.load(List.of(plain), "plain", load);
        print(scenario, "plain", theirs);
        servers.stop();
        OUT.printf(
                Locale.ROOT,
                "| %s | service : plain | | | | | | %s | %s | %s |%n",
                scenario,
                ratio(p(ours, "deliveryMillis", "p99"), p(theirs, "deliveryMillis", "p99")),
                ratio(ours.getDouble("serverCores"), theirs.getDouble("serverCores")),
                ratio(ours.getDouble("serverMebibytes"), theirs.getDouble("serverMebibytes")));
    }

    private static Map<String, String> database(PostgresServer postgres, String name) throws Exception {
        postgres.create(name);
        return Map.of("DATABASE_URL", postgres.url(name));
    }

    private static void print(String scenario, String server, JSONObject result) throws JSONException {
        OUT.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.0f | %d | %d | %.1f, %.1f | %.1f, %.1f | %.2f | %.0f |%n",
                scenario,
                server,
                result.getInt("connected"),
                result.getInt("acked") / result.getDouble("seconds"),
                result.getInt("delivered"),
                Stream.of("lost", "unanswered", "duplicated", "outOfOrder", "disconnected", "notConnected")
                        .mapToInt(result::optInt)
                        .sum(),
                p(result, "ackMillis", "p50"),
                p(result, "ackMillis", "p99"),
                p(result, "deliveryMillis", "p50"),
                p(result, "deliveryMillis", "p99"),
                result.getDouble("serverCores"),
                result.getDouble("serverMebibytes"));
        OUT.flush();
        if (result.getJSONObject("reasons").length() > 0) {
            System.err.println(scenario + ": " + result.getJSONObject("reasons"));
        }
    }

    private static double p(JSONObject result, String what, String percent) throws JSONException {
        return result.getJSONObject(what).getDouble(percent);
    }

    private static String ratio(double ours, double theirs) {
        return theirs == 0 ? "" : String.format(Locale.ROOT, "%.1f", ours / theirs);
    }

    private String few(int usual, int small) {
        return Integer.toString(quick ? small : usual);
    }
}
