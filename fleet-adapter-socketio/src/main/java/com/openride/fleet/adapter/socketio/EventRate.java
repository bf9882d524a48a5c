package com.openride.fleet.adapter.socketio;

import java.time.Duration;

/**
 * How many events one socket may still send: a token bucket that holds two seconds' worth. Locations have a bucket of
 * their own, ten times as large, since they have a limit of their own that knows the driver.
 */
final class EventRate {

    private static final double LOCATION_SHARE = 10;

    private final Bucket events;
    private final Bucket locations;

    EventRate(int perSecond) {
        events = new Bucket(perSecond);
        locations = new Bucket(perSecond * LOCATION_SHARE);
    }

    /** Zero when one more event may pass, otherwise how long to wait. */
    Duration take(boolean location, long nowNanos) {
        return (location ? locations : events).take(nowNanos);
    }

    private static final class Bucket {

        private static final double SECONDS = 2;

        private final double perSecond;
        private double tokens;
        private long filledAt;

        private Bucket(double perSecond) {
            this.perSecond = perSecond;
            this.tokens = perSecond * SECONDS;
            this.filledAt = System.nanoTime();
        }

        private synchronized Duration take(long now) {
            tokens = Math.min(perSecond * SECONDS, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return Duration.ofMillis((long) Math.ceil((1 - tokens) / perSecond * 1000));
            }
            tokens -= 1;
            return Duration.ZERO;
        }
    }
}
