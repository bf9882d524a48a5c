package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpgradesIT {

    @Test
    void four_hundred_connects_with_an_upgrade_do_not_stall() { // background 13
        try (var fleet = FleetProcess.serve(Map.of())) {
            NodeScripts.run(fleet, Duration.ofSeconds(60), "upgrades.mjs");

            assertThat(fleet.errors()).doesNotContain("eyJ", "ERROR");
        }
    }
}
