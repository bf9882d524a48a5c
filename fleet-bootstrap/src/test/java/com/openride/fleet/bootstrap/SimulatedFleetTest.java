package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.simulate.SimulateCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SimulatedFleetTest extends AgainstService {

    @Test
    void a_simulated_fleet_loses_nothing() {
        int status = simulate("--drivers", "5", "--riders-per-driver", "2", "--speed", "50", "--duration", "6");

        assertThat(said.toString()).contains("nothing lost").containsPattern("delivered +[1-9]");
        assertThat(status).as(said.toString()).isZero();
    }

    @Test
    void a_simulation_that_is_stopped_while_its_drivers_still_come_has_lost_nothing() {
        int status = simulate("--drivers", "200", "--duration", "1");

        assertThat(status).as(said.toString()).isZero();
    }

    @Test
    void a_service_that_goes_away_under_way_makes_the_exit_status_non_zero() {
        CompletableFuture<Void> gone =
                CompletableFuture.runAsync(service::close, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));

        int status = simulate("--drivers", "2", "--speed", "50", "--duration", "6");

        assertThat(gone).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(status).as(said.toString()).isEqualTo(1);
    }

    private int simulate(String... options) {
        return execute(new SimulateCommand((url, secret) -> fleet()), options);
    }
}
