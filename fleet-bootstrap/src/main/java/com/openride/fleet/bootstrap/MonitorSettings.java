package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.monitor.Thresholds;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * How trips are watched.
 *
 * @param thresholds when detectors speak
 * @param autoArrive whether the service takes the steps that arrivals suggest
 */
record MonitorSettings(Thresholds thresholds, boolean autoArrive) {

    private static final Set<String> YES = Set.of("TRUE", "YES", "ON", "1");
    private static final Set<String> WORDS = Set.of("TRUE", "YES", "ON", "1", "FALSE", "NO", "OFF", "0");

    static MonitorSettings of(Environment environment) {
        boolean autoArrive = YES.contains(environment.oneOf("AUTO_ARRIVE", "FALSE", WORDS));
        return new MonitorSettings(thresholds(environment), autoArrive);
    }

    private static Thresholds thresholds(Environment environment) {
        String file = environment.text("THRESHOLDS_FILE");
        if (file == null) {
            return Thresholds.USUAL;
        }
        try {
            return ThresholdsFile.read(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            environment.refuse("THRESHOLDS_FILE", file, "a file that can be read");
        } catch (InvalidValue problem) {
            environment.refuse("THRESHOLDS_FILE", file, "thresholds in range: " + problem.getMessage());
        }
        return Thresholds.USUAL;
    }
}
