package com.openride.fleet.application.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.FindNearby.Found;
import com.openride.fleet.application.port.in.FindNearby.Query;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NearbyFindingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final Principal service = TestTrips.principal(UUID.randomUUID(), Role.SERVICE);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void finds_who_is_free_nearest_first_and_says_how_far_they_are() {
        DriverId far = online(0.010);
        DriverId near = online(0.005);
        DriverId busy = online(0.001);
        fleet.useCases().availability().online(busy, false);

        List<Found> found = find(query(5000, MINUTE, 10));

        assertThat(found).extracting(one -> one.location().driver()).containsExactly(near, far);
        assertThat(found.get(0).distanceMeters()).isCloseTo(556, within(1.0));
        assertThat(found.get(0).status()).isEqualTo(DriverStatus.ONLINE);
    }

    @Test
    void finds_no_more_than_were_asked_for_and_nobody_beyond_reach() {
        DriverId near = online(0.005);
        online(0.006);

        assertThat(find(query(5000, MINUTE, 1)))
                .extracting(one -> one.location().driver())
                .containsExactly(near);
        assertThat(find(query(550, MINUTE, 10))).isEmpty();
    }

    @Test
    void finds_nobody_who_has_been_silent_for_longer_than_asked() {
        online(0.005);
        clock.pass(MINUTE);
        assertThat(find(query(5000, MINUTE, 10))).hasSize(1);

        clock.pass(Duration.ofMillis(1));
        assertThat(find(query(5000, MINUTE, 10))).isEmpty();
    }

    @Test
    void what_may_be_asked_for_is_bounded() {
        assertThatCode(() -> find(query(100, Duration.ofSeconds(1), 1))).doesNotThrowAnyException();
        assertThatCode(() -> find(query(50_000, Duration.ofHours(24), 50))).doesNotThrowAnyException();
        assertField("radiusMeters", query(99.9, MINUTE, 10));
        assertField("radiusMeters", query(50_000.1, MINUTE, 10));
        assertField("radiusMeters", query(Double.NaN, MINUTE, 10));
        assertField("limit", query(5000, MINUTE, 0));
        assertField("limit", query(5000, MINUTE, 51));
        assertField("maxAgeSeconds", query(5000, Duration.ofMillis(999), 10));
        assertField("maxAgeSeconds", query(5000, Duration.ofHours(24).plusMillis(1), 10));
    }

    @Test
    void drivers_and_riders_search_for_nobody() {
        Principal both = TestTrips.principal(UUID.randomUUID(), Role.DRIVER, Role.RIDER);

        assertThatThrownBy(() -> fleet.useCases().nearby().nearby(both, query(99, MINUTE, 0)))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAUTHORIZED));
    }

    private DriverId online(double degreesNorth) {
        DriverId driver = new DriverId(UUID.randomUUID());
        fleet.useCases().availability().online(driver, true);
        GeoPoint point = new GeoPoint(TestTrips.IKEJA.latitude() + degreesNorth, TestTrips.IKEJA.longitude());
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(point, clock.instant())));
        return driver;
    }

    private List<Found> find(Query query) {
        return fleet.useCases().nearby().nearby(service, query);
    }

    private static Query query(double radiusMeters, Duration maxAge, int limit) {
        return new Query(TestTrips.IKEJA, radiusMeters, Set.of(DriverStatus.ONLINE), maxAge, limit);
    }

    private void assertField(String field, Query query) {
        assertThatThrownBy(() -> find(query))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        fault -> assertThat(fault.details()).containsEntry("field", field));
    }
}
