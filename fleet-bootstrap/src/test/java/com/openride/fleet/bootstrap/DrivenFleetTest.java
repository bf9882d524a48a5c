package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.bootstrap.replay.ReplayCommand;
import com.openride.fleet.bootstrap.simulate.SimulateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Both commands against a real service, through its front door. */
final class DrivenFleetTest {

    private final FleetConfig config = FleetConfig.of(Map.of("PORT", "0", "LOCATION_UPDATE_RATE_LIMIT", "0"));
    private final FleetService service = FleetService.start(config);
    private final StringWriter said = new StringWriter();

    @AfterEach
    void stop() {
        service.close();
    }

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

    @Test
    void every_row_of_a_replayed_trace_ends_where_it_should(@TempDir Path folder) throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.csv"), """
                vehicle_id,recorded_at,latitude,longitude,bearing_deg
                bus-1,2014-01-01T00:00:00Z,6.5,3.4,
                bus-1,2014-01-01T00:00:10Z,6.6,3.4,10
                bus-1,2014-01-01T00:00:05Z,6.7,3.4,
                bus-1,2014-01-01T00:00:05Z,6.7,3.4,
                bus-1,2014-01-01T00:00:20Z,96.7,3.4,
                bus-2,2015-01-01T00:00:20Z,6.7,3.4,
                bus-2,tomorrow,6.7,3.4,
                """);

        for (String speed : new String[] {"1", "20"}) {
            int status = replay("--trace", trace.toString(), "--speed", speed, "--max-gap", "1");

            assertThat(said.toString())
                    .containsPattern("accepted +4\\R")
                    .containsPattern("known duplicates +1\\R")
                    .containsPattern("refused +2\\R")
                    .containsPattern("refused INVALID_PAYLOAD.*: 1, lines 6\\R")
                    .containsPattern("refused UNREADABLE/.*: 1, lines 8\\R")
                    .contains("differences when read back: 0", "nothing lost");
            assertThat(status).as(said.toString()).isZero();
            said.getBuffer().setLength(0);
        }
    }

    private int simulate(String... options) {
        return execute(new SimulateCommand((url, secret) -> fleet()), options);
    }

    private int replay(String... options) {
        return execute(new ReplayCommand((url, secret) -> fleet()), options);
    }

    private int execute(Object command, String... options) {
        return new CommandLine(command).setOut(new PrintWriter(said)).execute(options);
    }

    private FleetUnderTest fleet() {
        return new DrivenFleet(
                URI.create("http://127.0.0.1:" + service.port()),
                new TokenIssuer(config.tokens(), InstantSource.system()),
                null);
    }
}
