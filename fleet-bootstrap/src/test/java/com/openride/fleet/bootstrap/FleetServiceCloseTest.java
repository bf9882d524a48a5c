package com.openride.fleet.bootstrap;

import static com.openride.fleet.bootstrap.FleetLife.connectedWhile;
import static com.openride.fleet.bootstrap.FleetLife.leavesNothing;
import static com.openride.fleet.bootstrap.FleetLife.ride;

import org.junit.jupiter.api.Test;

/** Opened and closed many times over, a fleet leaves nothing behind. */
final class FleetServiceCloseTest {

    private static final int MANY_ROUNDS = 20;
    private static final int ROUNDS = 5;

    @Test
    void in_memory_nothing_is_left() {
        leavesNothing(MANY_ROUNDS, () -> ride(FleetService.inMemory()));
    }

    @Test
    void with_a_port_and_clients_on_it_nothing_is_left() {
        leavesNothing(ROUNDS, () -> {
            var fleet = FleetService.builder()
                    .port(0)
                    .set("JWT_SECRET_KEY", Tokens.SECRET)
                    .set("DRAIN_SECONDS", "0")
                    .start();
            connectedWhile(fleet, () -> ride(fleet));
        });
    }
}
