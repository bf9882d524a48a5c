package com.openride.fleet.application.monitor;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.monitor.TripReview;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In whatever order, batches and repetitions a phone sends its fixes, history and alerts come out the same. */
class AnyOrderTest {

    @Property(tries = 25)
    void history_and_what_is_found_do_not_depend_on_how_fixes_come(
            @ForAll("drives") List<Integer> events, @ForAll long seed) {
        try (var bench = new MonitorBench(false)) {
            bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
            List<LocationFix> fixes = new ArrayList<>();
            events.forEach(event -> fixes.addAll(happen(bench, event)));

            send(bench, fixes, new Random(seed));

            assertThat(bench.stored()).extracting(DriverLocation::fix).isEqualTo(fixes);
            Set<String> expected = expected(bench);
            await().untilAsserted(() -> assertThat(found(bench)).containsAll(expected));
            bench.settle();
            assertThat(found(bench)).containsAll(expected);
            assertThat(expected).containsAll(open(bench));
            // What was said before late fixes came may be more, never less.
            assertThat(bench.rerun(Thresholds.USUAL).alerts())
                    .noneMatch(compared -> compared.outcome() == Outcome.ONLY_NOW);
        }
    }

    @Property(tries = 25)
    void a_rerun_finds_at_event_time_what_it_finds_when_every_fix_came_in_order(
            @ForAll("drives") List<Integer> events, @ForAll long seed) {
        try (var late = new MonitorBench(false);
                var live = new MonitorBench(false)) {
            late.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
            live.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
            List<LocationFix> fixes = new ArrayList<>();
            events.forEach(event -> fixes.addAll(happen(late, event)));
            events.forEach(event -> sendInOrder(live, happen(live, event)));
            late.ride(COMPLETED);
            live.ride(COMPLETED);

            send(late, fixes, new Random(seed));

            Rerun rerun = late.rerun(Thresholds.USUAL);
            Rerun expected = live.rerun(Thresholds.USUAL);
            assertThat(foundAgain(rerun)).isEqualTo(foundAgain(expected));
            assertThat(rerun.score()).isEqualTo(expected.score());
            assertThat(rerun.score().horizons()).isNotEmpty();
            assertThat(rerun.fixes()).isEqualTo(expected.fixes());
        }
    }

    /** Kind and span of everything that the rerun finds, whatever was raised then. */
    private static List<String> foundAgain(Rerun rerun) {
        return rerun.alerts().stream()
                .filter(compared -> compared.now() != null)
                .map(compared -> compared.kind() + " " + compared.now())
                .sorted()
                .toList();
    }

    private static void sendInOrder(MonitorBench bench, List<LocationFix> fixes) {
        fixes.forEach(fix -> bench.sendAll(List.of(fix)));
    }

    private static List<LocationFix> happen(MonitorBench bench, int event) {
        return switch (event) {
            case 0 -> bench.keep(120, 40, 40);
            case 1 -> bench.keep(330, 0, 0);
            case 2 -> bench.keep(40, 130, 60);
            case 3 -> bench.keep(90, 60, 0);
            default -> {
                bench.pass(200);
                yield bench.keep(30, 40, 40);
            }
        };
    }

    private static void send(MonitorBench bench, List<LocationFix> fixes, Random chance) {
        List<LocationFix> shuffled = new ArrayList<>(fixes);
        fixes.stream().filter(fix -> chance.nextInt(3) == 0).forEach(shuffled::add);
        if (chance.nextBoolean()) {
            Collections.shuffle(shuffled, chance);
        } else {
            shuffled.sort(Comparator.comparing(LocationFix::recordedAt).reversed());
        }
        int from = 0;
        while (from < shuffled.size()) {
            int to = Math.min(shuffled.size(), from + 1 + chance.nextInt(60));
            bench.sendAll(shuffled.subList(from, to));
            from = to;
        }
    }

    private static Set<String> expected(MonitorBench bench) {
        return TripReview.of(bench.trip(), bench.stored(), Detectors.with(Thresholds.USUAL), bench.now())
                .findings()
                .stream()
                .filter(finding -> !finding.over())
                .map(AnyOrderTest::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> found(MonitorBench bench) {
        return bench.alerts().stream().map(AnyOrderTest::name).collect(Collectors.toSet());
    }

    private static Set<String> open(MonitorBench bench) {
        return bench.alerts().stream()
                .filter(alert -> alert.status().isOpen())
                .map(AnyOrderTest::name)
                .collect(Collectors.toSet());
    }

    private static String name(Finding finding) {
        return finding.kind() + " " + finding.since();
    }

    private static String name(Alert alert) {
        return alert.kind() + " " + alert.report().at();
    }

    @Provide
    Arbitrary<List<Integer>> drives() {
        return Arbitraries.integers().between(0, 4).list().ofMinSize(2).ofMaxSize(6);
    }
}
