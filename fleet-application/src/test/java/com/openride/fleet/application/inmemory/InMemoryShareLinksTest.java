package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.ShareLinksContract;
import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.trip.TripId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryShareLinksTest implements ShareLinksContract {

    private final ShareLinks links = new InMemoryShareLinks(100);

    @Override
    public ShareLinks links() {
        return links;
    }

    @Test
    void past_the_cap_the_oldest_is_forgotten() {
        var few = new InMemoryShareLinks(2);
        for (String hash : new String[] {"a", "b", "c"}) {
            var link = new ShareLink(hash, new TripId(UUID.randomUUID()), anyRider(), NOON, 0);
            assertThat(few.add(link, 3)).isTrue();
        }

        assertThat(few.find("a")).isEmpty();
        assertThat(few.find("b")).isPresent();
        assertThat(few.find("c")).isPresent();
    }
}
