package com.openride.fleet.bootstrap.metrics;

import com.openride.fleet.application.port.in.ReadMetrics;
import com.openride.fleet.application.port.out.Measurements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * All that is measured, of the service and of the process it runs in. Owns its registry unless it was given one; what a
 * registry of somebody else's holds is told by its owner and not here. Safe for use by many threads.
 */
public final class FleetMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final Measurements measurements;
    private final ReadMetrics reading;
    private final AutoCloseable owned;

    private FleetMetrics(
            MeterRegistry registry, MicrometerMeasurements measurements, ReadMetrics reading, AutoCloseable owned) {
        this.registry = registry;
        this.measurements = measurements;
        this.reading = reading;
        this.owned = owned;
    }

    /** Measures into the registry, or into one of its own when there is none. */
    public static FleetMetrics in(@Nullable MeterRegistry registry) {
        return registry == null ? own() : into(registry);
    }

    /** Measures into a registry of its own, which {@code /metrics} tells. */
    public static FleetMetrics own() {
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var garbage = new JvmGcMetrics();
        new JvmMemoryMetrics().bindTo(prometheus);
        new JvmThreadMetrics().bindTo(prometheus);
        new ClassLoaderMetrics().bindTo(prometheus);
        new ProcessorMetrics().bindTo(prometheus);
        new FileDescriptorMetrics().bindTo(prometheus);
        new UptimeMetrics().bindTo(prometheus);
        garbage.bindTo(prometheus);
        return new FleetMetrics(prometheus, new MicrometerMeasurements(prometheus), prometheus::scrape, () -> {
            garbage.close();
            prometheus.close();
        });
    }

    /** Measures into a registry of the embedding service's, which stays open and forgets them at the end. */
    public static FleetMetrics into(MeterRegistry registry) {
        ReadMetrics reading = registry instanceof PrometheusMeterRegistry prometheus
                ? prometheus::scrape
                : () -> "# measured into the registry of the embedding service\n";
        var measurements = new MicrometerMeasurements(registry);
        return new FleetMetrics(registry, measurements, reading, measurements::forget);
    }

    /** Where everything is measured. */
    public Measurements measurements() {
        return measurements;
    }

    /** What there is, for whoever scrapes it. */
    public ReadMetrics reading() {
        return reading;
    }

    /** The registry behind it. */
    public MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("the registry cannot be closed", e);
        }
    }
}
