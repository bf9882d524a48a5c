package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is looked for, made ready once for all trips. */
public final class Detectors {

    private final List<Detector> detectors;
    private final List<Overdue> overdue;

    private Detectors(Thresholds thresholds) {
        detectors = List.of(
                new OffRoute(thresholds.offRoute()),
                new LongStop(thresholds.longStop()),
                new Overspeed(thresholds.overspeed()),
                Arrival.atPickup(thresholds.arrival()),
                Arrival.atDropoff(thresholds.arrival()),
                new ImpossibleJump(thresholds.signal()),
                new FrozenFix(thresholds.signal()));
        overdue = Overdue.of(thresholds.patience());
    }

    /** All detectors, with these thresholds. */
    public static Detectors with(Thresholds thresholds) {
        return new Detectors(thresholds);
    }

    /** Everything that they can raise. */
    public Set<AlertKind> kinds() {
        return Stream.concat(
                        detectors.stream().map(Detector::kind), overdue.stream().map(Overdue::kind))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Detector> all() {
        return detectors;
    }

    List<Overdue> overdue() {
        return overdue;
    }
}
