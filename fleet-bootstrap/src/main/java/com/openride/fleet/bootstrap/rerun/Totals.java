package com.openride.fleet.bootstrap.rerun;

import com.openride.fleet.application.rerun.Compared;
import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.domain.trip.EtaScore;
import java.util.EnumMap;
import java.util.Map;

/** What several reruns come to. */
final class Totals {

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private EtaScore score = EtaScore.NONE;
    private int trips;

    void add(Rerun rerun) {
        trips++;
        score = score.plus(rerun.score());
        for (Compared compared : rerun.alerts()) {
            outcomes.merge(compared.outcome(), 1, Integer::sum);
        }
    }

    int trips() {
        return trips;
    }

    int of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    EtaScore score() {
        return score;
    }
}
