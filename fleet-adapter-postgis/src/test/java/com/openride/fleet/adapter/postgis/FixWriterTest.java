package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.LocationLog.Appended;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixWriterTest {

    @Test
    void fixes_that_come_together_are_written_in_a_few_transactions() { // background 39
        PostgisConfig config = TestDatabase.fresh();
        PostgisAdapter.migrate(config);
        try (var database = new Database(config, "fleet-test", 2, new TestMeasurements())) {
            new Partitions(database, InstantSource.system(), 30).makeAhead();
            Instant now = Instant.now();
            List<CompletableFuture<Appended>> acks;
            try (var writer = new FixWriter(new FixTable(database), new TestMeasurements())) {
                acks = IntStream.range(0, 5000)
                        .mapToObj(i -> writer.append(location(now.minusMillis(i)))
                                .toCompletableFuture()
                                .orTimeout(10, TimeUnit.SECONDS))
                        .toList();
                assertThat(acks).allSatisfy(ack -> assertThat(ack.join()).isEqualTo(Appended.STORED));
            }

            // The hidden column xmin tells by which transaction a row was written.
            long transactions = database.ask(handle -> handle.createQuery("SELECT count(DISTINCT xmin::text) FROM fix")
                    .mapTo(Long.class)
                    .one());
            assertThat(transactions).isBetween(3L, 50L);
        }
    }

    private static DriverLocation location(Instant at) {
        return new DriverLocation(new DriverId(UUID.randomUUID()), LocationFix.at(new GeoPoint(6.5, 3.3), at), at);
    }
}
