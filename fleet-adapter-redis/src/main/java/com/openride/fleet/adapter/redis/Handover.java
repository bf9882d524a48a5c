package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How instances ask each other to let go of a driver. Safe for use by many threads. */
final class Handover {

    private static final long NOBODY_KNOWS = -1;

    private final UUID self;
    private final Channels channels;
    private final EventJson json;
    private final RedisWriter writer;
    private final LongSupplier hearing;
    private volatile Consumer<DriverId> asked = driver -> {};

    /**
     * A way between instances.
     *
     * @param hearing a number that changes whenever questions may have gone by unheard; 0 while they do
     */
    Handover(UUID self, Channels channels, EventJson json, RedisWriter writer, LongSupplier hearing) {
        this.self = self;
        this.channels = channels;
        this.json = json;
        this.writer = writer;
        this.hearing = hearing;
    }

    /** By which others know this instance. */
    String self() {
        return self.toString();
    }

    /** A number that stays the same as long as no question can have gone by unheard; 0 while they do. */
    long hearing() {
        return hearing.getAsLong();
    }

    /** Does this, which must not block, each time another instance asks for a driver. */
    void whenAsked(Consumer<DriverId> letGo) {
        asked = letGo;
    }

    /**
     * Asks an instance to let go of a driver.
     *
     * @param reached is called with how many instances of that name have heard it; negative when nobody knows
     */
    void ask(String instance, DriverId driver, LongConsumer reached) {
        String channel = channels.instance(0, instance);
        var question =
                new Publication(channel, () -> json.letGo(driver), reached, lost -> reached.accept(NOBODY_KNOWS));
        if (!writer.offer(question)) {
            reached.accept(NOBODY_KNOWS);
        }
    }

    /** What was said on this instance's own channel. */
    void hear(String message) {
        json.readLetGo(message).ifPresent(asked);
    }
}
