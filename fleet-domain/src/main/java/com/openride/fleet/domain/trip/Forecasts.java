package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was expected of one trip, kept until it can be judged: one estimate a minute for each rider, and at most a thousand
 * that wait.
 *
 * @param waiting estimates of halts that are not reached
 * @param notedAt when one was last noted
 * @param score how good those were that could be judged
 * @param news those that could be judged just now
 */
public record Forecasts(List<Forecast> waiting, @Nullable Instant notedAt, EtaScore score, List<Judged> news) {

    /** Before anything was expected. */
    public static final Forecasts NONE = new Forecasts(List.of(), null, EtaScore.NONE, List.of());

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    public Forecasts {
        waiting = List.copyOf(waiting);
        news = List.copyOf(news);
    }

    /**
     * One estimate.
     *
     * @param halt of which halt, from 0
     * @param madeAt when it was made
     * @param arrival what was expected
     */
    public record Forecast(int halt, Instant madeAt, Instant arrival) {}

    /**
     * An estimate of which it is known how good it was.
     *
     * @param forecast what was expected
     * @param reachedAt when the car was there
     */
    public record Judged(Forecast forecast, Instant reachedAt) {

        /** How far ahead it looked. */
        public Duration ahead() {
            return Duration.between(forecast.madeAt, reachedAt);
        }

        /** How far it was from what happened. */
        public Duration error() {
            return Duration.between(forecast.arrival, reachedAt).abs();
        }
    }

    /** What is kept once the run has come so far and this is expected. */
    public Forecasts after(TripProgress progress, Eta eta, Instant now) {
        Forecasts judged = judged(progress);
        boolean due = notedAt == null || !now.isBefore(notedAt.plus(EVERY));
        return due && judged.waiting.size() < MOST && progress.status().isUnderWay()
                ? judged.with(progress, eta, now)
                : judged;
    }

    private Forecasts judged(TripProgress progress) {
        Instant reachedAt = progress.reachedAt();
        if (reachedAt == null || !isAnyReached(progress.reached())) {
            return news.isEmpty() ? this : new Forecasts(waiting, notedAt, score, List.of());
        }
        List<Forecast> left = new ArrayList<>();
        List<Judged> judged = new ArrayList<>();
        EtaScore now = score;
        for (Forecast forecast : waiting) {
            if (forecast.halt >= progress.reached()) {
                left.add(forecast);
            } else if (forecast.madeAt.isBefore(reachedAt)) {
                judged.add(new Judged(forecast, reachedAt));
                now = now.with(forecast.madeAt, forecast.arrival, reachedAt);
            }
        }
        return new Forecasts(left, notedAt, now, judged);
    }

    /** Asked for every fix, with up to a thousand waiting: a stream would cost as much as all detectors. */
    private boolean isAnyReached(int reached) {
        for (Forecast forecast : waiting) {
            if (forecast.halt < reached) {
                return true;
            }
        }
        return false;
    }

    private Forecasts with(TripProgress progress, Eta eta, Instant now) {
        List<Forecast> more = new ArrayList<>(waiting);
        Map<RiderId, Itinerary.Leg> legs = progress.course().itinerary().legs();
        eta.riders().forEach((rider, estimate) -> {
            int halt = Objects.requireNonNull(legs.get(rider)).target(progress.reached(), progress.status());
            if (halt >= progress.reached() && more.size() < MOST) {
                more.add(new Forecast(halt, now, estimate.arrival()));
            }
        });
        return new Forecasts(more, now, score, news);
    }
}
