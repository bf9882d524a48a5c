package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.replay.ReplayCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayedFleetTest extends AgainstService {

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

    private int replay(String... options) {
        return execute(new ReplayCommand((url, secret) -> fleet()), options);
    }
}
