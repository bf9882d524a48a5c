package com.openride.fleet.application.live;

import com.openride.fleet.application.port.out.EtaEstimator;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.trip.TripProgress;

/**
 * By what trips are watched.
 *
 * @param detectors what is looked for
 * @param estimator says when cars come
 * @param scores remembers how good that was
 */
public record LiveRules(Detectors detectors, EtaEstimator estimator, EtaScores scores) {

    /** The usual thresholds, and estimates by plan and pace. */
    public static LiveRules usual() {
        return new LiveRules(Detectors.with(Thresholds.USUAL), TripProgress::eta, new EtaScores(judged -> {}));
    }
}
