package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The state of every detector of one trip, in the detectors' order.
 *
 * @param all one for each detector
 */
record Episodes(List<Episode> all) {

    private static final double MILLISECONDS = 1000;
    private static final double TENTHS = 10;

    static Episodes none(Detectors detectors) {
        return new Episodes(Collections.nCopies(detectors.all().size(), Episode.NONE));
    }

    /** The state after a fix; what it has begun or ended is added to the findings. */
    Episodes after(Sighting sighting, Detectors detectors, List<Finding> findings) {
        List<Episode> changed = null;
        for (int i = 0; i < all.size(); i++) {
            Detector detector = detectors.all().get(i);
            Episode before = all.get(i);
            Episode after = after(before, sighting, detector);
            if (!after.equals(before)) {
                changed = changed == null ? new ArrayList<>(all) : changed;
                changed.set(i, after);
                tell(detector, before, after, sighting.at(), findings);
            }
        }
        return changed == null ? this : new Episodes(changed);
    }

    /** The state once the trip stands elsewhere in its life. */
    Episodes turned(TripStatus status, Instant at, Detectors detectors, List<Finding> findings) {
        List<Episode> kept = new ArrayList<>(all);
        for (int i = 0; i < kept.size(); i++) {
            Detector detector = detectors.all().get(i);
            if (!detector.looksDuring(status)) {
                tell(detector, kept.get(i), Episode.NONE, at, findings);
                kept.set(i, Episode.NONE);
            }
        }
        return new Episodes(kept);
    }

    private static Episode after(Episode before, Sighting sighting, Detector detector) {
        boolean reads = detector.looksDuring(sighting.status())
                && (sighting.doubt() == Sighting.Doubted.NO || detector.readsDoubted());
        return reads
                ? before.after(detector.read(sighting, before), sighting.at(), sighting.point(), detector.hysteresis())
                : before;
    }

    private static void tell(Detector detector, Episode before, Episode after, Instant at, List<Finding> findings) {
        if (before.open() && !after.open()) {
            findings.add(over(detector, before, before.endedAt(at)));
        } else if (after.open() && !before.open()) {
            findings.add(finding(detector, after, false, at, detector.figures(rounded(after.peak()))));
        }
    }

    private static Finding over(Detector detector, Episode episode, Instant end) {
        Instant since = Objects.requireNonNull(episode.since());
        Map<String, Double> figures = new HashMap<>(detector.figures(rounded(episode.peak())));
        figures.put("durationSeconds", Duration.between(since, end).toMillis() / MILLISECONDS);
        return finding(detector, episode, true, end, figures);
    }

    private static Finding finding(
            Detector detector, Episode episode, boolean over, Instant at, Map<String, Double> figures) {
        Instant since = Objects.requireNonNull(episode.since());
        return new Finding(detector.kind(), over, since, at, Objects.requireNonNull(episode.place()), figures);
    }

    private static double rounded(double value) {
        return Math.rint(value * TENTHS) / TENTHS;
    }
}
