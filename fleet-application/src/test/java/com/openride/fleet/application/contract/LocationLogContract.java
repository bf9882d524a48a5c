package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static com.openride.fleet.application.contract.Samples.located;
import static com.openride.fleet.application.port.out.LocationLog.Appended.DUPLICATE;
import static com.openride.fleet.application.port.out.LocationLog.Appended.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.LocationLog.Appended;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.Doubt;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link LocationLog} must do, whatever it is built on. */
public interface LocationLogContract {

    LocationLog log();

    /** Reads what {@link #log()} wrote. */
    LocationHistory history();

    /** Another instance of the same fleet; {@link #log()} itself when there is only one. */
    default LocationLog elsewhere() {
        return log();
    }

    /** The present, by the clock that the log goes by. */
    default Instant now() {
        return NOON;
    }

    @Test
    default void a_stored_fix_is_in_the_history() { // background 24
        DriverLocation location = inIkeja(anyDriver(), now());

        assertThat(appended(log(), location)).isEqualTo(STORED);

        assertThat(trail(location.driver())).containsExactly(location);
    }

    @Test
    default void keeps_every_part_of_a_fix_as_it_came() {
        var full = new LocationFix(
                new GeoPoint(-33.8567844, 151.2152967),
                now().minusMillis(1234),
                new Bearing(359.9),
                new Speed(61.7),
                new Accuracy(4.2),
                new Altitude(-12.5));
        var location = new DriverLocation(
                anyDriver(), full, now(), Set.of(Doubt.TELEPORT, Doubt.FROZEN, Doubt.CLOCK_AHEAD, Doubt.INACCURATE));
        appended(log(), location);

        assertThat(trail(location.driver())).containsExactly(location);
    }

    @Test
    default void zero_stays_zero_and_unknown_stays_unknown() { // background 15
        DriverId driver = anyDriver();
        var zeros = new LocationFix(IKEJA, now(), new Bearing(0), new Speed(0), new Accuracy(0), new Altitude(0));
        var standing = new DriverLocation(driver, zeros, now());
        DriverLocation unknown = inIkeja(driver, now().plusSeconds(1));
        appended(log(), standing);
        appended(log(), unknown);

        assertThat(trail(driver)).containsExactly(standing, unknown);
    }

    @Test
    default void a_fix_that_comes_again_is_a_duplicate_and_the_first_one_stays() {
        DriverId driver = anyDriver();
        DriverLocation first = located(driver, IKEJA, now());
        appended(log(), first);

        Appended again = appended(log(), new DriverLocation(driver, LocationFix.at(YABA, now()), now().plusSeconds(9)));

        assertThat(again).isEqualTo(DUPLICATE);
        assertThat(trail(driver)).containsExactly(first);
    }

    @Test
    default void a_fix_that_another_instance_stored_is_a_duplicate_here() {
        DriverLocation location = inIkeja(anyDriver(), now());
        appended(elsewhere(), location);

        assertThat(appended(log(), location)).isEqualTo(DUPLICATE);
    }

    @Test
    default void drivers_may_report_the_same_instant() {
        appended(log(), inIkeja(anyDriver(), now()));

        assertThat(appended(log(), inIkeja(anyDriver(), now()))).isEqualTo(STORED);
    }

    @Test
    default void of_many_who_bring_the_same_fix_one_stores_it() {
        for (int round = 0; round < 20; round++) {
            DriverLocation location = inIkeja(anyDriver(), now());

            List<Appended> outcomes = Race.of(16, caller -> appended(caller % 2 == 0 ? log() : elsewhere(), location));

            assertThat(outcomes).filteredOn(STORED::equals).hasSize(1);
            assertThat(trail(location.driver())).containsExactly(location);
        }
    }

    @Test
    default void loses_nothing_that_many_bring_at_once() {
        DriverId driver = anyDriver();

        Race.of(
                8,
                caller -> IntStream.range(0, 100)
                        .mapToObj(each -> appended(log(), inIkeja(driver, now().minusMillis(8L * each + caller))))
                        .toList());

        assertThat(trail(driver)).hasSize(800).isSorted();
    }

    @Test
    default void late_fixes_take_their_place_in_time() {
        DriverId driver = anyDriver();
        DriverLocation newer = inIkeja(driver, now());
        DriverLocation late = new DriverLocation(driver, LocationFix.at(YABA, now().minusSeconds(3600)), now());
        appended(log(), newer);
        appended(log(), late);

        assertThat(trail(driver)).containsExactly(late, newer);
    }

    @Test
    default void knows_what_is_stored_and_nothing_else() {
        DriverLocation location = inIkeja(anyDriver(), now());
        appended(elsewhere(), location);

        assertThat(answer(log().knows(location.driver(), now()))).isTrue();
        assertThat(answer(log().knows(location.driver(), now().plusMillis(1)))).isFalse();
        assertThat(answer(log().knows(anyDriver(), now()))).isFalse();
    }

    private List<DriverLocation> trail(DriverId driver) {
        var hours = new TimeRange(now().minus(Duration.ofHours(2)), now().plus(Duration.ofHours(1)));
        return history().page(driver, hours, null, 1000);
    }

    private static Appended appended(LocationLog log, DriverLocation location) {
        return answer(log.append(location));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return assertThat(stage).succeedsWithin(Duration.ofSeconds(10)).actual();
    }
}
