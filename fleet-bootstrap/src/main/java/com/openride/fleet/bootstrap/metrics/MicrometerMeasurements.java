package com.openride.fleet.bootstrap.metrics;

import com.openride.fleet.application.port.out.Measurements;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Keeps measurements in a registry of Micrometer's, whosever it is. Safe for use by many threads. */
final class MicrometerMeasurements implements Measurements {

    /** From a fix's way through one process to what a person notices. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    MicrometerMeasurements(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Count count(String name, String... tags) {
        return kept(Counter.builder(name).tags(tags).register(registry))::increment;
    }

    @Override
    public Timing timing(String name, String... tags) {
        Timer timer = kept(
                Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry));
        return timer::record;
    }

    @Override
    public Amount amount(String name, String... tags) {
        return kept(DistributionSummary.builder(name).tags(tags).register(registry))::record;
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        String key = name + String.join(",", tags);
        gauges.put(key, value);
        // The registry keeps the first that it was given; what it reads is the newest.
        kept(Gauge.builder(
                        name,
                        gauges,
                        all -> all.getOrDefault(key, () -> Double.NaN).getAsDouble())
                .tags(tags)
                .register(registry));
    }

    /** Takes everything out of the registry, which may outlive what was measured. */
    void forget() {
        meters.forEach(registry::remove);
        meters.clear();
        gauges.clear();
    }

    private <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }
}
