package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.monitor.Thresholds;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Thresholds as lines of a name and a value, such as {@code overspeed.triggerKmh=100} or {@code patience.darkAfter=90}:
 * times in seconds, what is not named as usual. The names are those of {@link Thresholds} and its parts, so a new threshold
 * needs no word here.
 */
public final class ThresholdsFile {

    private static final double MILLISECONDS = 1000;

    private final Map<String, String> given;
    private final Set<String> known = new TreeSet<>();

    private ThresholdsFile(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     * @throws InvalidValue naming what is unknown or out of range
     */
    public static Thresholds read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        Map<String, String> given = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> given.put(name, properties.getProperty(name)));
        return of(given);
    }

    /** The usual thresholds but for those that are given. */
    static Thresholds of(Map<String, String> given) {
        var file = new ThresholdsFile(given);
        var thresholds = (Thresholds) file.with("", Thresholds.USUAL);
        given.keySet().stream()
                .filter(name -> !file.known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidValue(name, "is no threshold; known are " + String.join(", ", file.known));
                });
        return thresholds;
    }

    private Record with(String prefix, Record usual) {
        RecordComponent[] components = usual.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(
                        prefix + components[i].getName(),
                        components[i].getAccessor().invoke(usual));
            }
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = usual.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidValue invalid) {
                throw invalid;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(String name, Object usual) {
        if (usual instanceof Record group) {
            return with(name + ".", group);
        }
        known.add(name);
        String text = given.get(name);
        return text == null ? usual : parse(name, text.strip(), usual);
    }

    private static Object parse(String name, String text, Object usual) {
        try {
            double number = Double.parseDouble(text);
            if (usual instanceof Duration) {
                return Duration.ofMillis(Math.round(number * MILLISECONDS));
            }
            return usual instanceof Integer ? (Object) Integer.parseInt(text) : (Object) number;
        } catch (NumberFormatException e) {
            throw new InvalidValue(name, "must be a number");
        }
    }
}
