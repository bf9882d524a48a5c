package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Count;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts faults by their code. Safe for use by many threads. */
final class Outcomes {

    private final Map<FaultCode, Count> faults = new EnumMap<>(FaultCode.class);

    /** Counts under the name, with the tag {@code code}. */
    Outcomes(Measurements measurements, String name) {
        for (FaultCode code : FaultCode.values()) {
            faults.put(code, measurements.count(name, "code", code.name()));
        }
    }

    void count(FaultCode code) {
        faults.getOrDefault(code, more -> {}).one();
    }

    /** Does the work, and counts what it throws. */
    <T> T of(Supplier<T> work) {
        try {
            return work.get();
        } catch (FleetException fault) {
            count(fault.code());
            throw fault;
        }
    }
}
