package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Amount;
import com.openride.fleet.domain.trip.Forecasts.Judged;
import com.openride.fleet.domain.trip.Horizon;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Measures how far estimates were from what happened, by how far they looked ahead. */
public final class MeasuredEtas implements Consumer<Judged> {

    private static final double MILLISECONDS = 1000;
    private static final double PERCENT = 100;

    private final Map<Horizon, Amount> seconds = new EnumMap<>(Horizon.class);
    private final Map<Horizon, Amount> percent = new EnumMap<>(Horizon.class);

    /** Measures as {@code fleet.eta.error.seconds} and, of the time that was left, {@code fleet.eta.error.percent}. */
    public MeasuredEtas(Measurements measurements) {
        for (Horizon horizon : Horizon.values()) {
            seconds.put(horizon, measurements.amount("fleet.eta.error.seconds", "horizon", horizon.minutes()));
            percent.put(horizon, measurements.amount("fleet.eta.error.percent", "horizon", horizon.minutes()));
        }
    }

    @Override
    public void accept(Judged judged) {
        Horizon horizon = Horizon.of(judged.ahead());
        double error = judged.error().toMillis() / MILLISECONDS;
        double ahead = Math.max(1, judged.ahead().toMillis() / MILLISECONDS);
        seconds.getOrDefault(horizon, value -> {}).was(error);
        percent.getOrDefault(horizon, value -> {}).was(PERCENT * error / ahead);
    }
}
