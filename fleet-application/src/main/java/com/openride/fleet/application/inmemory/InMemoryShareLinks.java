package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Share links within this process; past the cap the oldest is forgotten. */
public final class InMemoryShareLinks implements ShareLinks {

    private final Map<String, ShareLink> links;
    private final Map<TripId, List<String>> byTrip = new LinkedHashMap<>();
    private final int most;

    /**
     * An empty store.
     *
     * @param most how many links are kept, positive
     */
    public InMemoryShareLinks(int most) {
        this.most = most;
        this.links = new LinkedHashMap<>();
    }

    @Override
    public synchronized boolean add(ShareLink link, int mostOfRider) {
        if (of(link.trip(), link.rider()).size() >= mostOfRider) {
            return false;
        }
        links.put(link.tokenHash(), link);
        byTrip.merge(link.trip(), List.of(link.tokenHash()), InMemoryShareLinks::joined);
        if (links.size() > most) {
            forget(links.values().iterator().next());
        }
        return true;
    }

    @Override
    public synchronized Optional<ShareLink> find(String tokenHash) {
        return Optional.ofNullable(links.get(tokenHash));
    }

    @Override
    public synchronized void viewed(String tokenHash) {
        links.computeIfPresent(
                tokenHash,
                (hash, link) -> new ShareLink(hash, link.trip(), link.rider(), link.createdAt(), link.views() + 1));
    }

    @Override
    public synchronized List<ShareLink> of(TripId trip, RiderId rider) {
        return byTrip.getOrDefault(trip, List.of()).stream()
                .map(links::get)
                .filter(link -> link.rider().equals(rider))
                .toList();
    }

    @Override
    public synchronized void revoke(TripId trip, RiderId rider) {
        of(trip, rider).forEach(this::forget);
    }

    private void forget(ShareLink link) {
        links.remove(link.tokenHash());
        byTrip.computeIfPresent(link.trip(), (trip, hashes) -> {
            List<String> left = hashes.stream()
                    .filter(hash -> !hash.equals(link.tokenHash()))
                    .toList();
            return left.isEmpty() ? null : left;
        });
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
