package com.openride.fleet.application.live;

import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Forecasts;
import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How good estimates were on trips that are over, as far as this instance remembers: the last ten thousand. Safe for use by
 * many threads.
 */
public final class EtaScores {

    private static final int MOST = 10_000;

    private final Consumer<Forecasts.Judged> measured;
    private final Map<TripId, EtaScore> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TripId, EtaScore> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Remembers nothing yet.
     *
     * @param measured is told of every estimate that could be judged, of whatever trip; must not block
     */
    public EtaScores(Consumer<Forecasts.Judged> measured) {
        this.measured = measured;
    }

    /** The score of a trip that is over. */
    public Optional<EtaScore> of(TripId trip) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(trip));
        }
    }

    void judged(Forecasts forecasts) {
        forecasts.news().forEach(measured);
    }

    void over(TripId trip, EtaScore score) {
        if (score.horizons().isEmpty()) {
            return;
        }
        synchronized (ended) {
            ended.put(trip, score);
        }
    }
}
