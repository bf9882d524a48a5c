package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The packaged service under attack, which goes on serving the honest as if nothing were. */
abstract class AttackedFleet {

    static final String SOMEWHERE = "{\"latitude\":6.524417,\"longitude\":3.379211}";

    @SuppressWarnings("NullAway.Init")
    static FleetProcess fleet;

    @SuppressWarnings("NullAway.Init")
    static Operator operator;

    @BeforeAll
    static void serve() {
        fleet = FleetProcess.serve(Map.of("LOCATION_UPDATE_RATE_LIMIT", "0"));
        operator = new Operator(fleet);
    }

    @AfterAll
    static void stops_and_has_told_nobody_where_anyone_was() { // INF-03, INF-04
        try (FleetProcess ended = fleet) {
            ended.terminate();
            assertThat(ended.exitWithin(Duration.ofSeconds(5))).isZero();
            assertThat(ended.errors() + ended.output()).doesNotContain("6.524417", "3.379211", "eyJ");
        }
    }

    @AfterEach
    void an_honest_driver_is_served_at_once() {
        try (var car = Wire.in(fleet.port(), Operator.token(UUID.randomUUID(), Role.DRIVER))) {
            long begun = System.nanoTime();
            assertThat(car.ask(1, "driver:location", SOMEWHERE)).contains("\"ok\":true");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
