package com.openride.fleet.domain.monitor;

import static com.openride.fleet.domain.monitor.Drive.enRoute;
import static com.openride.fleet.domain.monitor.Drive.inProgress;
import static com.openride.fleet.domain.monitor.Drive.planned;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each detector on synthetic tracks: what it finds and when, and what it must not find. */
class DetectorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"offRoute", "longStop", "overspeed", "dark", "arrival", "schedule", "signal"})
    void finds(String what, Drive drive, List<String> story) {
        assertThat(drive.story()).as(what).containsExactlyElementsOf(story);
    }

    static Stream<Arguments> offRoute() {
        return Stream.of(
                on("on its route", inProgress().go(40, 300)),
                on(
                        "beside it, but not by much",
                        inProgress().go(40, 60).beside(140).go(40, 300)),
                on(
                        "off for long enough, and back",
                        inProgress().go(40, 60).beside(250).go(40, 60).beside(0).go(40, 60),
                        "+OFF_ROUTE@85",
                        "-OFF_ROUTE@125"),
                on(
                        "one fix off",
                        inProgress().go(40, 60).beside(250).go(40, 5).beside(0).go(40, 60)),
                on(
                        "half-way back is not back",
                        inProgress()
                                .go(40, 60)
                                .beside(250)
                                .go(40, 60)
                                .beside(150)
                                .go(40, 60),
                        "+OFF_ROUTE@85"),
                on(
                        "off until the trip ends",
                        inProgress().go(40, 60).beside(250).go(40, 60).step(COMPLETED),
                        "+OFF_ROUTE@85",
                        "-OFF_ROUTE@120"),
                on(
                        "a device that is not sure is believed less",
                        inProgress().go(40, 60).sure(101).beside(250).go(40, 60)),
                on(
                        "on its way to the pickup there is no route",
                        enRoute().beside(1500).go(40, 60)),
                on(
                        "off after a tunnel begins with the first fix after it",
                        inProgress()
                                .go(40, 60)
                                .silent(100)
                                .at(1800)
                                .beside(300)
                                .fix()
                                .go(40, 40),
                        "+OFF_ROUTE@180"));
    }

    static Stream<Arguments> longStop() {
        return Stream.of(
                on("five minutes less a fix", inProgress().go(40, 60).stand(295).go(40, 60)),
                on(
                        "five minutes and on",
                        inProgress().go(40, 60).stand(400).go(40, 60),
                        "+LONG_STOP@360",
                        "-LONG_STOP@470"),
                on("at a planned halt", inProgress().go(40, 360).stand(600)),
                on("at the pickup", inProgress().stand(600).go(40, 20)),
                on("creeping in a jam", inProgress().go(40, 60).go(1, 900)),
                on(
                        "the receiver wanders while the car stands",
                        wandering(inProgress().go(40, 60)),
                        "+LONG_STOP@360"),
                on("on the way to the pickup as well", enRoute().go(40, 60).stand(330), "+LONG_STOP@360"),
                on(
                        "waiting at the pickup is no stop",
                        enRoute().go(60, 120).step(ARRIVED).stand(900)));
    }

    static Stream<Arguments> overspeed() {
        return Stream.of(
                on("fast, but not too fast", inProgress().go(105, 200)),
                on(
                        "claims to be too fast",
                        inProgress()
                                .claiming(90)
                                .go(40, 30)
                                .claiming(120)
                                .go(40, 60)
                                .claiming(90)
                                .go(40, 60),
                        "+OVERSPEED@45",
                        "-OVERSPEED@95"),
                on(
                        "one fix",
                        inProgress()
                                .claiming(90)
                                .go(40, 30)
                                .claiming(150)
                                .go(40, 5)
                                .claiming(90)
                                .go(40, 60)),
                on(
                        "between the thresholds it goes on",
                        inProgress().claiming(120).go(40, 60).claiming(105).go(40, 100),
                        "+OVERSPEED@15"),
                on(
                        "is measured where the device claims nothing",
                        inProgress().go(130, 60).go(60, 60),
                        "+OVERSPEED@45",
                        "-OVERSPEED@85"),
                on(
                        "a receiver that repeats itself and leaps is not fast",
                        leaping(inProgress().go(60, 60))),
                on(
                        "a short breath does not end it",
                        inProgress()
                                .claiming(120)
                                .go(40, 60)
                                .claiming(90)
                                .go(40, 5)
                                .claiming(120)
                                .go(40, 60),
                        "+OVERSPEED@15"));
    }

    static Stream<Arguments> dark() {
        return Stream.of(
                on(
                        "two minutes less a second",
                        inProgress().go(40, 60).silent(119).fix()),
                on(
                        "three minutes, and heard again",
                        inProgress().go(40, 60).silent(200).at(2500).fix(),
                        "+DARK_DRIVER@240",
                        "-DARK_DRIVER@260"),
                on("still silent", inProgress().go(40, 60).silent(200), "+DARK_DRIVER@240"),
                on("never heard of", inProgress().silent(200), "+DARK_DRIVER@180"),
                on(
                        "until the trip is over",
                        inProgress().go(40, 60).silent(200).step(CANCELLED),
                        "+DARK_DRIVER@240",
                        "-DARK_DRIVER@260"),
                on("nobody waits for a trip that has not begun", planned().silent(300)),
                on(
                        "nor for one that is over",
                        inProgress().go(40, 60).step(COMPLETED).silent(900)));
    }

    static Stream<Arguments> arrival() {
        return Stream.of(
                on(
                        "stands at the pickup until the driver says so",
                        enRoute().go(60, 120).stand(60).step(ARRIVED).stand(60),
                        "+ARRIVED_PICKUP@150",
                        "-ARRIVED_PICKUP@180"),
                on(
                        "says so at once",
                        enRoute().go(60, 120).stand(20).step(ARRIVED).stand(600)),
                on("drives past", enRoute().go(60, 200)),
                on(
                        "stands at the pickup and leaves",
                        enRoute().go(60, 120).stand(60).go(60, 60),
                        "+ARRIVED_PICKUP@150",
                        "-ARRIVED_PICKUP@190"),
                on(
                        "stands at the drop-off",
                        inProgress().go(60, 600).stand(90).step(COMPLETED),
                        "+ARRIVED_DROPOFF@660",
                        "-ARRIVED_DROPOFF@690"),
                on("stands at the halt between", inProgress().go(60, 240).stand(120)));
    }

    static Stream<Arguments> schedule() {
        return Stream.of(
                on("sets out in time", planned().silent(599).step(EN_ROUTE).fix()),
                on(
                        "sets out late",
                        planned().silent(700).step(EN_ROUTE).fix(),
                        "+TRIP_NOT_STARTED@600",
                        "-TRIP_NOT_STARTED@700"),
                on("does not set out", planned().silent(5000), "+TRIP_NOT_STARTED@600"),
                on(
                        "is called off",
                        planned().silent(700).step(CANCELLED).silent(60),
                        "+TRIP_NOT_STARTED@600",
                        "-TRIP_NOT_STARTED@700"),
                on(
                        "leaves the drop-off without ending the trip",
                        inProgress().go(60, 600).go(60, 900),
                        "+TRIP_LEFT_OPEN@1500"),
                on(
                        "is under way for half a day",
                        inProgress().with(patient()).silent(43_300).step(CANCELLED),
                        "+TRIP_LEFT_OPEN@43200",
                        "-TRIP_LEFT_OPEN@43300"));
    }

    static Stream<Arguments> signal() {
        return Stream.of(
                on("one jump", inProgress().go(40, 60).at(9000).go(0, 5).at(700).go(40, 60)),
                on(
                        "two jumps, and quiet",
                        inProgress()
                                .go(40, 60)
                                .at(9000)
                                .go(0, 5)
                                .at(730)
                                .go(40, 30)
                                .at(9000)
                                .go(0, 5)
                                .at(1150)
                                .go(20, 310),
                        "+IMPOSSIBLE_JUMP@100",
                        "-IMPOSSIBLE_JUMP@105"),
                on(
                        "the same place while it claims to drive",
                        inProgress().go(40, 60).claiming(60).stand(70).go(40, 10),
                        "+FROZEN_FIX@125",
                        "-FROZEN_FIX@135"),
                on(
                        "the same place while it stands",
                        inProgress().go(40, 60).claiming(0).stand(280)),
                on(
                        "the same place and no word of speed",
                        inProgress().go(40, 60).stand(280)));
    }

    @Test
    void what_ended_says_how_bad_it_was_and_how_long() {
        Finding over = inProgress()
                .claiming(120)
                .go(40, 30)
                .claiming(131)
                .go(40, 30)
                .claiming(90)
                .go(40, 60)
                .findings()
                .get(1);

        assertThat(over.since()).isEqualTo(Drive.START.plusSeconds(5));
        assertThat(over.at()).isEqualTo(Drive.START.plusSeconds(65));
        assertThat(over.figures())
                .containsEntry("peakKmh", 131.0)
                .containsEntry("limitKmh", 110.0)
                .containsEntry("durationSeconds", 60.0);
    }

    @Test
    void an_arrival_suggests_the_step_and_nothing_else_does() {
        Finding pickup = enRoute().go(60, 120).stand(60).findings().get(0);
        Finding dropoff = inProgress().go(60, 600).stand(90).findings().get(0);
        Finding dark = inProgress().silent(200).findings().get(0);

        assertThat(pickup.proposal()).contains(ARRIVED);
        assertThat(dropoff.proposal()).contains(COMPLETED);
        assertThat(dark.proposal()).isEmpty();
    }

    @Test
    void what_began_in_one_state_of_the_trip_is_over_in_another() {
        List<String> story =
                enRoute().go(40, 60).stand(330).step(ARRIVED, IN_PROGRESS).story();

        assertThat(story).containsExactly("+LONG_STOP@360", "-LONG_STOP@390");
    }

    private static Drive wandering(Drive drive) {
        for (int i = 0; i < 66; i++) {
            drive.beside(20 * Math.sin(i)).stand(5);
        }
        return drive;
    }

    private static Drive leaping(Drive drive) {
        for (int i = 1; i <= 4; i++) {
            drive.every(10).stand(30).at(1000 + 900 * i);
        }
        return drive;
    }

    private static Thresholds patient() {
        Thresholds usual = Thresholds.USUAL;
        var patience = new Thresholds.Patience(
                Duration.ofDays(1),
                usual.patience().notStartedAfter(),
                usual.patience().leftOpenAfter(),
                usual.patience().longestTrip());
        return new Thresholds(
                usual.offRoute(), usual.longStop(), usual.overspeed(), usual.arrival(), usual.signal(), patience);
    }

    private static Arguments on(String what, Drive drive, String... story) {
        return Arguments.of(what, drive, List.of(story));
    }
}
