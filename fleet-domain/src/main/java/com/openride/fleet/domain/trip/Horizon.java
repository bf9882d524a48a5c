package com.openride.fleet.domain.trip;

import java.time.Duration;

/** How far ahead an estimate looked. */
public enum Horizon {
    /** Below five minutes. */
    UP_TO_5_MINUTES("0-5"),
    /** From five to fifteen minutes. */
    UP_TO_15_MINUTES("5-15"),
    /** Fifteen minutes and more. */
    BEYOND("15+");

    private static final Duration NEAR = Duration.ofMinutes(5);
    private static final Duration FAR = Duration.ofMinutes(15);

    private final String minutes;

    Horizon(String minutes) {
        this.minutes = minutes;
    }

    /** The horizon of an estimate that was made so long before the car was there. */
    public static Horizon of(Duration ahead) {
        if (ahead.compareTo(NEAR) < 0) {
            return UP_TO_5_MINUTES;
        }
        return ahead.compareTo(FAR) < 0 ? UP_TO_15_MINUTES : BEYOND;
    }

    /** In minutes, as it is told: {@code 0-5}, {@code 5-15}, {@code 15+}. */
    public String minutes() {
        return minutes;
    }
}
