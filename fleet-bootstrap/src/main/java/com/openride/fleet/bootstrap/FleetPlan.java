package com.openride.fleet.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * What a fleet is to be made of.
 *
 * @param config everything that can be set
 * @param listening whether it opens the one port
 * @param clock the present
 * @param meters where to measure; null for a registry of the fleet's own
 * @param dataSource where connections to the database come from; null for pools of the fleet's own
 * @param redis the client by which other instances are met; null for one of the fleet's own, or none
 * @param own ports that the embedding service implements
 */
record FleetPlan(
        FleetConfig config,
        boolean listening,
        InstantSource clock,
        @Nullable MeterRegistry meters,
        @Nullable DataSource dataSource,
        @Nullable RedisClient redis,
        OwnPorts own) {

    /** The service on its own, as a process serves. */
    static FleetPlan serving(FleetConfig config) {
        return new FleetPlan(config, true, InstantSource.system(), null, null, null, new OwnPorts());
    }

    /** Whether anything outlives the process. */
    boolean isStored() {
        return dataSource != null || config.store().database() != null;
    }
}
