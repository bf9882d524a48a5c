package com.openride.fleet.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * Puts a fleet together within another service. Without a word it keeps everything in memory, knows no other instance and
 * opens no port; each method changes one of these. Whatever it is given stays the giver's: the fleet never closes it. Not
 * safe for use by many threads; good for one fleet.
 */
public final class FleetServiceBuilder {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final OwnPorts own = new OwnPorts();
    private InstantSource clock = InstantSource.system();
    private @Nullable MeterRegistry meters;
    private @Nullable DataSource dataSource;
    private @Nullable RedisClient redis;
    private boolean listening;

    FleetServiceBuilder() {}

    /**
     * Sets what the environment variable of that name would.
     *
     * @param name as in {@code docs/CONFIGURATION.md}, such as {@code DATABASE_URL}; the environment itself is not read
     */
    public FleetServiceBuilder set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Sets each as {@link #set} does; {@code System.getenv()} gives the fleet what a process of its own would have. */
    public FleetServiceBuilder settings(Map<String, String> values) {
        settings.putAll(values);
        return this;
    }

    /**
     * Opens the one port for Socket.IO and REST.
     *
     * @param port 0 for any free one
     */
    public FleetServiceBuilder port(int port) {
        listening = true;
        return set("PORT", Integer.toString(port));
    }

    /**
     * Stores in PostgreSQL with PostGIS, by connections of the embedding service's, of which at least four must be allowed at
     * once. The fleet keeps to a schema of its own, and leaves connections as it found them.
     */
    public FleetServiceBuilder dataSource(DataSource source) {
        dataSource = source;
        return this;
    }

    /**
     * Meets other instances in a single Redis by a client of the embedding service's, of whose connections at least four must
     * be allowed at once. One listens until the fleet is closed.
     */
    public FleetServiceBuilder redis(RedisClient client) {
        redis = client;
        return this;
    }

    /** Goes by this clock. Deadlines within the process still go by the machine's. */
    public FleetServiceBuilder clock(InstantSource present) {
        clock = present;
        return this;
    }

    /** Measures into this registry. What was measured leaves it when the fleet is closed. */
    public FleetServiceBuilder meters(MeterRegistry registry) {
        meters = registry;
        return this;
    }

    /**
     * Uses the embedding service's own implementation of a driven port, such as {@code LocationLog}. The contract tests that
     * it should pass are in the test-jar of fleet-application.
     */
    public <P> FleetServiceBuilder with(Class<P> port, P implementation) {
        own.add(port, implementation);
        return this;
    }

    /**
     * Starts the fleet. Blocks while it connects.
     *
     * @throws InvalidEnvironment with a line for each thing that does not fit
     * @throws IllegalStateException with a line for the operator when a port cannot be had or the database or Redis cannot
     *     be used; nothing is left running
     */
    public FleetService start() {
        return FleetService.start(new FleetPlan(checked(), listening, clock, meters, dataSource, redis, own));
    }

    private FleetConfig checked() {
        List<String> problems = new ArrayList<>(own.problems());
        if (dataSource != null && settings.containsKey("DATABASE_URL")) {
            problems.add("DATABASE_URL: is set and a DataSource is given; choose one");
        }
        if (redis != null && settings.containsKey("REDIS_URL")) {
            problems.add("REDIS_URL: is set and a client is given; choose one");
        }
        try {
            FleetConfig config = FleetConfig.of(settings);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (InvalidEnvironment wrong) {
            problems.addAll(wrong.problems());
        }
        throw new InvalidEnvironment(problems);
    }
}
