package com.openride.fleet.domain.monitor;

import static com.openride.fleet.domain.monitor.Drive.enRoute;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.location.DriverLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TripReviewTest {

    private static final Detectors DETECTORS = Detectors.with(Thresholds.USUAL);

    @Property(tries = 200)
    void any_order_and_repetition_of_the_same_fixes_gives_the_same_findings(
            @ForAll("drives") Drive drive, @ForAll long seed) {
        var chance = new Random(seed);
        List<DriverLocation> fixes = new ArrayList<>(drive.fixes());
        drive.fixes().stream().filter(fix -> chance.nextInt(4) == 0).forEach(fixes::add);
        Collections.shuffle(fixes, chance);

        TripReview shuffled = TripReview.of(drive.trip(), fixes, DETECTORS, drive.now());

        assertThat(shuffled.findings()).isEqualTo(drive.findings());
    }

    @Property(tries = 200)
    void looking_at_any_moment_between_changes_nothing_of_what_is_found(
            @ForAll("drives") Drive drive, @ForAll long seed) {
        var chance = new Random(seed);
        List<Finding> findings = new ArrayList<>();
        TripMonitor monitor = TripMonitor.start(drive.trip(), DETECTORS);
        Instant now = Drive.START;
        for (DriverLocation fix : drive.fixes()) {
            for (Instant look = now.plusSeconds(chance.nextInt(60));
                    look.isBefore(fix.fix().recordedAt());
                    look = look.plusSeconds(1 + chance.nextInt(60))) {
                monitor = taken(monitor.at(look), findings);
            }
            now = fix.fix().recordedAt();
            monitor = taken(monitor.after(fix), findings);
        }
        taken(monitor.at(drive.now()), findings);

        assertThat(findings).isEqualTo(drive.findings());
    }

    @Property(tries = 200)
    void everything_that_ends_has_begun_and_nothing_outlives_its_trip(@ForAll("drives") Drive drive) {
        List<Finding> findings = drive.findings();

        for (Finding over : findings.stream().filter(Finding::over).toList()) {
            assertThat(findings.subList(0, findings.indexOf(over)))
                    .anyMatch(begun -> !begun.over()
                            && begun.kind() == over.kind()
                            && begun.since().equals(over.since()));
            assertThat(over.at()).isAfterOrEqualTo(over.since());
        }
        long begun = findings.stream().filter(finding -> !finding.over()).count();
        assertThat(begun).isEqualTo(findings.size() - begun);
    }

    /** Drives that go wrong in many ways, each from setting out to the end. */
    @Provide
    Arbitrary<Drive> drives() {
        return Arbitraries.integers()
                .between(0, 7)
                .list()
                .ofMinSize(3)
                .ofMaxSize(20)
                .map(TripReviewTest::drive);
    }

    private static Drive drive(List<Integer> events) {
        Drive drive = enRoute().go(50, 140).stand(40).step(ARRIVED).stand(30).step(IN_PROGRESS);
        events.forEach(event -> happen(drive, event));
        return drive.stand(70).step(COMPLETED);
    }

    private static void happen(Drive drive, int event) {
        switch (event) {
            case 0 -> drive.go(50, 60);
            case 1 -> drive.stand(330);
            case 2 -> drive.beside(300).go(40, 40).beside(0);
            case 3 -> drive.claiming(140).go(60, 30).claiming(null);
            case 4 -> drive.silent(150).fix();
            case 5 -> drive.beside(20_000).go(0, 10).beside(0).go(20, 10);
            case 6 -> drive.claiming(70).stand(75).claiming(null);
            default -> drive.go(90, 45);
        }
    }

    private static TripMonitor taken(TripMonitor.Step step, List<Finding> findings) {
        findings.addAll(step.findings());
        return step.next();
    }
}
