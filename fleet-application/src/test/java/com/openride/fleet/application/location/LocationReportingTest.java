package com.openride.fleet.application.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Refused;
import com.openride.fleet.application.port.in.LocationReceipt.Throttled;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocationReportingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, INTERVAL);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final List<FleetEvent> heard = new CopyOnWriteArrayList<>();

    LocationReportingTest() {
        fleet.broadcast.listen(new DriverTopic(driver), heard::add);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void an_accepted_fix_is_told_and_kept() {
        LocationReceipt receipt = report(NOON);

        assertThat(receipt).isInstanceOf(Accepted.class);
        assertThat(moves()).containsExactly(NOON);
        assertThat(kept()).containsExactly(NOON);
    }

    @Test
    void a_fix_that_comes_too_soon_leaves_no_trace_and_is_told_how_long_to_wait() {
        report(NOON);
        clock.pass(Duration.ofSeconds(1));

        LocationReceipt receipt = report(clock.instant());

        // Due at 5 s, less the tolerance of 1 s, less the second that has passed.
        assertThat(receipt).isEqualTo(new Throttled(Duration.ofSeconds(3)));
        assertThat(moves()).hasSize(1);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void watchers_are_told_before_the_fix_is_durable_and_the_sender_after() {
        fleet.log.slowDown();

        CompletionStage<LocationReceipt> receipt = fleet.useCases().locations().report(driver, fix(NOON));

        await().untilAsserted(() -> assertThat(moves()).hasSize(1));
        assertThat(receipt.toCompletableFuture()).isNotDone();
        fleet.log.catchUp();
        assertThat(Stages.await(receipt)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_fix_sent_again_is_acknowledged_whatever_the_limit_says_and_told_once() {
        report(NOON);

        LocationReceipt again = report(NOON);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.duplicate()).isTrue());
        assertThat(moves()).hasSize(1);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_fix_sent_again_while_the_first_is_still_being_written_waits_for_the_same_write() {
        fleet.log.slowDown();
        CompletionStage<LocationReceipt> first = fleet.useCases().locations().report(driver, fix(NOON));
        CompletionStage<LocationReceipt> again = fleet.useCases().locations().report(driver, fix(NOON));
        Stages.await(fleet.live.inLane(driver, live -> true));

        assertThat(again.toCompletableFuture()).isNotDone();

        fleet.log.catchUp();
        assertThat(Stages.await(first)).isInstanceOf(Accepted.class);
        assertThat(Stages.await(again)).isInstanceOf(Accepted.class);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_fix_known_only_to_the_log_is_acknowledged_in_spite_of_the_limit() {
        var earlier = new DriverLocation(driver, fix(NOON.minusSeconds(60)), NOON.minusSeconds(60));
        Stages.await(fleet.locations.append(earlier));
        report(NOON);

        LocationReceipt again = report(NOON.minusSeconds(60));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.duplicate()).isTrue());
    }

    @Test
    void the_log_is_not_asked_about_fixes_that_it_cannot_have() { // background 39
        report(NOON);
        for (int second = 1; second < 5; second++) {
            assertThat(report(NOON.plusSeconds(second))).isInstanceOf(Throttled.class);
        }
        assertThat(fleet.log.questions()).isZero();

        report(NOON.minusSeconds(1));

        assertThat(fleet.log.questions()).isEqualTo(1);
    }

    @Test
    void a_fix_that_could_not_be_stored_gives_its_slot_back() {
        fleet.log.goAway();

        LocationReceipt refused = report(NOON);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.fault().code()).isEqualTo(FaultCode.UNAVAILABLE));
        fleet.log.comeBack();
        assertThat(report(NOON.plusMillis(1))).isInstanceOf(Accepted.class);
    }

    @Test
    void the_same_fix_is_stored_at_the_second_try_after_the_store_was_away() {
        fleet.log.goAway();
        report(NOON);
        fleet.log.comeBack();

        LocationReceipt again = report(NOON);

        assertThat(again).isInstanceOf(Accepted.class);
        assertThat(kept()).containsExactly(NOON);
    }

    @Test
    void a_late_fix_is_kept_and_not_told() { // TIME-03
        report(NOON);
        clock.pass(INTERVAL);

        LocationReceipt receipt = report(NOON.minusSeconds(60));

        assertThat(receipt).isInstanceOf(Accepted.class);
        assertThat(moves()).containsExactly(NOON);
        assertThat(kept()).containsExactly(NOON.minusSeconds(60), NOON);
    }

    @Test
    void a_fix_from_tomorrow_or_from_the_day_before_is_refused_by_name() { // TIME-01, TIME-02
        assertThat(List.of(report(NOON.plusSeconds(3600)), report(NOON.minusSeconds(90_000))))
                .allSatisfy(receipt ->
                        assertThat(((Refused) receipt).fault().details()).containsEntry("field", "timestamp"));
        assertThat(kept()).isEmpty();
        assertThat(report(NOON)).as("the refusals cost no slot").isInstanceOf(Accepted.class);
    }

    @Test
    void catching_up_keeps_every_fix_and_tells_only_the_newest() {
        List<LocationFix> fixes = IntStream.range(0, 100)
                .mapToObj(i -> fix(NOON.minusSeconds(500 - 5L * i)))
                .toList();

        List<LocationReceipt> receipts =
                Stages.await(fleet.useCases().locations().reportAll(driver, fixes));

        assertThat(receipts).hasSize(100).allMatch(Accepted.class::isInstance);
        assertThat(kept()).hasSize(100);
        assertThat(moves()).containsExactly(NOON.minusSeconds(5));
    }

    @Test
    void catching_up_within_the_interval_is_silent_but_shows_in_the_next_snapshot() {
        report(NOON.minusSeconds(60));

        Stages.await(fleet.useCases().locations().reportAll(driver, List.of(fix(NOON))));

        assertThat(moves()).containsExactly(NOON.minusSeconds(60));
        assertThat(fleet.live.find(driver).newest().orElseThrow().fix().recordedAt())
                .isEqualTo(NOON);
    }

    @Test
    void catching_up_answers_each_fix_in_its_place() {
        List<LocationFix> fixes =
                List.of(fix(NOON), fix(NOON.minusSeconds(90_000)), fix(NOON), fix(NOON.minusSeconds(9)));

        List<LocationReceipt> receipts =
                Stages.await(fleet.useCases().locations().reportAll(driver, fixes));

        assertThat(receipts.get(0)).isInstanceOf(Accepted.class);
        assertThat(receipts.get(1)).isInstanceOf(Refused.class);
        assertThat(((Accepted) receipts.get(2)).duplicate()).isTrue();
        assertThat(receipts.get(3)).isInstanceOf(Accepted.class);
        assertThat(kept()).containsExactly(NOON.minusSeconds(9), NOON);
    }

    @Test
    void of_many_sockets_at_once_one_fix_is_accepted() { // background 38
        List<CompletionStage<LocationReceipt>> receipts = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> fleet.useCases().locations().report(driver, fix(NOON.minusMillis(i))))
                .toList();

        assertThat(receipts.stream().map(Stages::await).filter(Accepted.class::isInstance))
                .hasSize(1);
        assertThat(moves()).hasSize(1);
    }

    private LocationReceipt report(Instant recordedAt) {
        return Stages.await(fleet.useCases().locations().report(driver, fix(recordedAt)));
    }

    private List<Instant> moves() {
        return heard.stream()
                .filter(DriverMoved.class::isInstance)
                .map(event -> ((DriverMoved) event).location().fix().recordedAt())
                .toList();
    }

    private List<Instant> kept() {
        var day = new TimeRange(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(1)));
        return fleet.locations.page(driver, day, null, 1000).stream()
                .map(location -> location.fix().recordedAt())
                .toList();
    }

    private static LocationFix fix(Instant recordedAt) {
        return LocationFix.at(new GeoPoint(6.6018, 3.3515), recordedAt);
    }
}
