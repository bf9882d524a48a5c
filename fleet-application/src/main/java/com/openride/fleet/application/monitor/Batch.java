package com.openride.fleet.application.monitor;

import com.openride.fleet.application.live.Noticed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came to light together.
 *
 * @param noticed what was found, in order
 * @param heardAt when the newest fix of the driver was recorded by then, if there was any
 * @param now when it came to light
 */
record Batch(List<Noticed> noticed, @Nullable Instant heardAt, Instant now) {

    /** From which age on a finding that is over is of no use to somebody who looks at a map. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /**
     * Whether a finding is kept and not shown live: it was sure long ago, and is over or as old as everything that is
     * known of the car. What still goes on is news, however late it came to light.
     */
    boolean isLate(Found found) {
        Instant old = now.minus(LATE);
        if (!found.at().isBefore(old)) {
            return false;
        }
        boolean silent = heardAt == null || heardAt.isBefore(old);
        return isOver(found) || (silent && !found.isOfSilence());
    }

    /** Whether it began and ended within the batch. */
    boolean isOver(Found found) {
        return noticed.stream().anyMatch(notice -> found.endsWith(notice.finding()));
    }
}
