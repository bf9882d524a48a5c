package com.openride.fleet.adapter.postgis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.Trip;
import org.junit.jupiter.api.Test;

class ArchiveAdapterTest {

    @Test
    void who_looks_back_can_read_everything_and_write_nothing() {
        PostgisConfig config = TestDatabase.fresh();
        Trip trip = planned(anyDriver(), NOON, anyRider());
        Trip other = planned(anyDriver(), NOON, anyRider());
        try (PostgisAdapter store = TestDatabase.connect(config);
                ArchiveAdapter archive = ArchiveAdapter.open(config, new TestMeasurements())) {
            store.trips().add(trip, trip.registration(SERVICE));

            assertThat(archive.trips().find(trip.id())).contains(trip);
            assertThat(archive.locationHistory().newest(trip.driver())).isEmpty();
            assertThat(archive.alerts().version()).isZero();
            assertThatThrownBy(() -> archive.trips().add(other, other.registration(SERVICE)))
                    .isInstanceOf(Refused.class);
            assertThat(store.trips().find(other.id())).isEmpty();
        }
    }

    @Test
    void a_database_without_a_fleet_stays_as_it_is() {
        PostgisConfig config = TestDatabase.fresh();

        assertThatThrownBy(() -> ArchiveAdapter.open(config, new TestMeasurements()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DATABASE_URL: there is no fleet in the database; run 'fleet migrate'");
    }
}
