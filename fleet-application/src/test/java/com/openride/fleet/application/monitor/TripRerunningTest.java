package com.openride.fleet.application.monitor;

import static com.openride.fleet.domain.alert.AlertKind.ARRIVED_DROPOFF;
import static com.openride.fleet.domain.alert.AlertKind.DARK_DRIVER;
import static com.openride.fleet.domain.alert.AlertKind.LONG_STOP;
import static com.openride.fleet.domain.alert.AlertKind.OVERSPEED;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.rerun.Compared;
import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.application.rerun.Span;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A trip once more, against what the detectors said of it live. */
class TripRerunningTest {

    private static final Thresholds USUAL = Thresholds.USUAL;

    @Test
    void the_same_thresholds_find_what_was_raised_with_the_same_figures() {
        try (var bench = driven(false)) {
            Rerun rerun = bench.rerun(USUAL);

            assertThat(rerun.alerts()).extracting(Compared::kind).containsExactly(OVERSPEED, LONG_STOP, DARK_DRIVER);
            assertThat(rerun.alerts()).extracting(Compared::outcome).containsOnly(Outcome.BOTH);
            assertThat(rerun.alerts()).noneMatch(Compared::hasMoved);
            assertThat(rerun.fixes()).isEqualTo(bench.stored().size());
            assertThat(rerun).isEqualTo(bench.rerun(USUAL));
        }
    }

    @Test
    void other_thresholds_show_what_would_have_been_missed_and_what_would_have_begun_elsewhere() {
        try (var bench = driven(false)) {
            var longStop = new Thresholds.LongStop(Duration.ofMinutes(10), 50, 100, 150);
            var overspeed = new Thresholds.Overspeed(50, 45, Duration.ofSeconds(10), 2, Duration.ofSeconds(10));
            Rerun rerun = bench.rerun(new Thresholds(
                    USUAL.offRoute(), longStop, overspeed, USUAL.arrival(), USUAL.signal(), USUAL.patience()));

            assertThat(rerun.alerts())
                    .extracting(Compared::kind, Compared::outcome, Compared::hasMoved)
                    .containsExactly(
                            tuple(OVERSPEED, Outcome.BOTH, true),
                            tuple(LONG_STOP, Outcome.ONLY_THEN, false),
                            tuple(DARK_DRIVER, Outcome.BOTH, false));
            Compared earlier = rerun.alerts().get(0);
            Span now = Objects.requireNonNull(earlier.now());
            Span then = Objects.requireNonNull(earlier.then());
            assertThat(now.since()).isBefore(then.since());
        }
    }

    @Test
    void impatient_thresholds_find_what_nobody_was_told_of() {
        try (var bench = driven(false)) {
            var patience = new Thresholds.Patience(
                    Duration.ofSeconds(4), Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofHours(12));
            Rerun rerun = bench.rerun(new Thresholds(
                    USUAL.offRoute(), USUAL.longStop(), USUAL.overspeed(), USUAL.arrival(), USUAL.signal(), patience));

            assertThat(rerun.alerts())
                    .filteredOn(compared -> compared.outcome() == Outcome.ONLY_NOW)
                    .extracting(Compared::kind)
                    .isNotEmpty()
                    .containsOnly(DARK_DRIVER);
        }
    }

    @Test
    void a_step_that_the_service_took_itself_is_no_difference() {
        try (var bench = driven(true)) {
            bench.backTo(3600, 10);
            List<LocationFix> standing = bench.keep(100, 0, 0);
            // The step is taken after the last fix, as it is when clocks agree.
            bench.pass(1);
            bench.sendAll(standing);
            await().until(() -> bench.trip().status() == COMPLETED);

            assertThat(bench.rerun(USUAL).alerts())
                    .filteredOn(compared -> compared.outcome() != Outcome.BOTH)
                    .extracting(Compared::kind, Compared::outcome)
                    .containsExactly(tuple(ARRIVED_DROPOFF, Outcome.STEP));
        }
    }

    @Test
    void estimates_are_judged_as_the_service_judges_them() {
        try (var bench = driven(false)) {
            bench.drive(600, 40, 40);
            bench.ride(COMPLETED);

            Rerun rerun = bench.rerun(USUAL);

            assertThat(rerun.score().horizons()).isNotEmpty();
            assertThat(rerun.score()).isEqualTo(bench.score());
            assertThat(rerun.until()).isEqualTo(bench.trip().stamps().completedAt());
        }
    }

    @Test
    void a_trip_that_never_set_out_is_looked_at_too() {
        try (var bench = new MonitorBench(false)) {
            bench.planAt(bench.now());
            bench.pass(3600);

            assertThat(bench.rerun(USUAL).alerts())
                    .extracting(Compared::outcome)
                    .containsExactly(Outcome.ONLY_NOW);
        }
    }

    /** Too fast for a while, then standing, then silent. */
    private static MonitorBench driven(boolean arriving) {
        var bench = new MonitorBench(arriving);
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(60, 40, 40);
        bench.drive(30, 100, 100);
        bench.drive(40, 130, 120);
        bench.drive(60, 40, 40);
        bench.drive(330, 0, 0);
        bench.drive(60, 40, 40);
        bench.pass(200);
        bench.look();
        bench.drive(30, 40, 40);
        bench.alert(DARK_DRIVER);
        bench.settle();
        return bench;
    }
}
