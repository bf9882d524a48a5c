package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ShareLinks} must do, whatever it is built on. */
public interface ShareLinksContract {

    ShareLinks links();

    /** Another instance of the same fleet; {@link #links()} itself when there is only one. */
    default ShareLinks elsewhere() {
        return links();
    }

    @Test
    default void a_link_is_found_by_the_hash_of_its_token_alone() {
        ShareLink link = link(anyTrip(), anyRider(), 0);

        assertThat(links().add(link, 3)).isTrue();

        assertThat(elsewhere().find(link.tokenHash())).contains(link);
        assertThat(elsewhere().find(link(anyTrip(), anyRider(), 0).tokenHash())).isEmpty();
    }

    @Test
    default void a_rider_has_no_more_links_for_a_trip_than_allowed() {
        TripId trip = anyTrip();
        RiderId rider = anyRider();
        assertThat(links().add(link(trip, rider, 0), 2)).isTrue();
        assertThat(elsewhere().add(link(trip, rider, 1), 2)).isTrue();

        ShareLink tooMany = link(trip, rider, 2);
        assertThat(links().add(tooMany, 2)).isFalse();

        assertThat(links().find(tooMany.tokenHash())).isEmpty();
        assertThat(links().add(link(trip, anyRider(), 3), 2)).isTrue();
        assertThat(links().add(link(anyTrip(), rider, 3), 2)).isTrue();
    }

    @Test
    default void of_many_who_add_at_once_no_more_than_allowed_do() {
        TripId trip = anyTrip();
        RiderId rider = anyRider();

        List<Boolean> added =
                Race.of(8, caller -> (caller % 2 == 0 ? links() : elsewhere()).add(link(trip, rider, caller), 3));

        assertThat(added).filteredOn(yes -> yes).hasSize(3);
        assertThat(links().of(trip, rider)).hasSize(3);
    }

    @Test
    default void views_are_counted_for_each_link() {
        ShareLink link = link(anyTrip(), anyRider(), 0);
        ShareLink other = link(link.trip(), link.rider(), 1);
        assertThat(links().add(link, 3)).isTrue();
        assertThat(links().add(other, 3)).isTrue();

        Race.of(4, caller -> {
            elsewhere().viewed(link.tokenHash());
            return caller;
        });
        links().viewed("none");

        assertThat(links().find(link.tokenHash())).map(ShareLink::views).contains(4L);
        assertThat(links().find(other.tokenHash())).map(ShareLink::views).contains(0L);
    }

    @Test
    default void a_riders_links_for_a_trip_are_listed_oldest_first() {
        TripId trip = anyTrip();
        RiderId rider = anyRider();
        ShareLink first = link(trip, rider, 0);
        ShareLink second = link(trip, rider, 1);
        assertThat(links().add(first, 3)).isTrue();
        assertThat(links().add(second, 3)).isTrue();
        assertThat(links().add(link(trip, anyRider(), 2), 3)).isTrue();

        assertThat(elsewhere().of(trip, rider)).containsExactly(first, second);
        assertThat(links().of(anyTrip(), rider)).isEmpty();
    }

    @Test
    default void revoking_forgets_the_riders_links_for_the_trip_and_no_others() {
        TripId trip = anyTrip();
        RiderId rider = anyRider();
        ShareLink link = link(trip, rider, 0);
        ShareLink othersLink = link(trip, anyRider(), 0);
        ShareLink otherTrip = link(anyTrip(), rider, 0);
        List.of(link, othersLink, otherTrip)
                .forEach(each -> assertThat(links().add(each, 3)).isTrue());

        elsewhere().revoke(trip, rider);
        elsewhere().revoke(trip, rider);

        assertThat(links().find(link.tokenHash())).isEmpty();
        assertThat(links().of(trip, rider)).isEmpty();
        assertThat(links().find(othersLink.tokenHash())).isPresent();
        assertThat(links().find(otherTrip.tokenHash())).isPresent();
        assertThat(links().add(link(trip, rider, 1), 1)).isTrue();
    }

    private static ShareLink link(TripId trip, RiderId rider, int second) {
        String hash = new ShareToken(UUID.randomUUID().toString()).hash();
        return new ShareLink(hash, trip, rider, NOON.plusSeconds(second), 0);
    }

    private static TripId anyTrip() {
        return new TripId(UUID.randomUUID());
    }
}
