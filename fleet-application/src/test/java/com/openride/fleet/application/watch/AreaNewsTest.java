package com.openride.fleet.application.watch;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.located;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.in.WatchFleet.Changes;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.geo.Bounds;
import com.openride.fleet.domain.geo.GeoPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaNewsTest {

    private static final GeoPoint INSIDE = new GeoPoint(6.5, 3.4);
    private static final GeoPoint ALSO_INSIDE = new GeoPoint(6.6, 3.4);
    private static final GeoPoint OUTSIDE = new GeoPoint(7.4, 3.9);

    private final AreaNews news = new AreaNews(new Bounds(6.3, 3.1, 6.8, 3.7));
    private final DriverId driver = anyDriver();
    private final DriverId other = anyDriver();

    @Test
    void at_first_everything_that_is_there_is_told_and_then_only_what_changes() {
        news.read(List.of(place(driver, INSIDE, 0), place(other, INSIDE, 0), place(anyDriver(), OUTSIDE, 0)));

        Changes first = news.changes();
        news.hear(moves(move(driver, ALSO_INSIDE, 5)));

        assertThat(first.full()).isTrue();
        assertThat(first.moved()).containsExactlyInAnyOrder(move(driver, INSIDE, 0), move(other, INSIDE, 0));
        assertThat(first.gone()).isEmpty();
        assertThat(news.changes()).isEqualTo(new Changes(false, List.of(move(driver, ALSO_INSIDE, 5)), List.of()));
        assertThat(news.changes().isEmpty()).isTrue();
    }

    @Test
    void an_empty_area_is_told_to_be_empty_once() {
        assertThat(news.changes().isEmpty()).isFalse();
        assertThat(news.changes().isEmpty()).isTrue();
    }

    @Test
    void who_is_not_told_for_long_is_told_the_newest_of_each_alone() {
        news.changes();
        for (int second = 0; second < 100; second++) {
            news.hear(moves(move(driver, INSIDE, second), move(other, ALSO_INSIDE, second)));
        }

        assertThat(news.changes().moved()).containsExactly(move(driver, INSIDE, 99), move(other, ALSO_INSIDE, 99));
    }

    @Test
    void who_leaves_is_told_gone_once_and_may_come_back() {
        news.hear(moves(move(driver, INSIDE, 0)));
        news.changes();

        news.hear(moves(move(driver, OUTSIDE, 1)));
        news.hear(moves(move(driver, OUTSIDE, 2)));
        assertThat(news.changes()).isEqualTo(new Changes(false, List.of(), List.of(driver)));
        assertThat(news.changes().isEmpty()).isTrue();

        news.hear(moves(move(driver, INSIDE, 3)));
        assertThat(news.changes()).isEqualTo(new Changes(false, List.of(move(driver, INSIDE, 3)), List.of()));
    }

    @Test
    void who_leaves_and_returns_meanwhile_was_never_gone() {
        news.hear(moves(move(driver, INSIDE, 0)));
        news.changes();

        news.hear(moves(move(driver, OUTSIDE, 1)));
        news.hear(moves(move(driver, ALSO_INSIDE, 2)));

        assertThat(news.changes()).isEqualTo(new Changes(false, List.of(move(driver, ALSO_INSIDE, 2)), List.of()));
    }

    @Test
    void nobody_goes_back_in_time_not_even_over_the_edge() {
        news.hear(moves(move(driver, INSIDE, 10), move(other, OUTSIDE, 10)));

        news.hear(moves(move(driver, ALSO_INSIDE, 9), move(other, INSIDE, 9)));
        news.read(List.of(place(driver, OUTSIDE, 8), place(other, INSIDE, 8)));

        assertThat(news.changes().moved()).containsExactly(move(driver, INSIDE, 10));
    }

    @Test
    void another_status_at_the_same_place_is_news_and_what_was_read_is_not() {
        news.hear(moves(move(driver, INSIDE, 0)));
        news.changes();
        var busy = new DriverMoved(located(driver, INSIDE, NOON), DriverStatus.BUSY);

        news.hear(moves(busy));
        news.read(List.of(place(driver, INSIDE, 0)));

        assertThat(news.changes().moved()).containsExactly(busy);
    }

    private static DriversMoved moves(DriverMoved... moves) {
        return new DriversMoved(List.of(moves));
    }

    private static DriverMoved move(DriverId driver, GeoPoint point, int second) {
        return new DriverMoved(located(driver, point, NOON.plusSeconds(second)), DriverStatus.ONLINE);
    }

    private static DriverPlace place(DriverId driver, GeoPoint point, int second) {
        return new DriverPlace(located(driver, point, NOON.plusSeconds(second)), DriverStatus.ONLINE);
    }
}
