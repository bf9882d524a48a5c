package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.monitor.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsFileTest {

    @Test
    void what_is_not_named_is_as_usual(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("thresholds");
        Files.writeString(file, """
                # A slow fleet.
                overspeed.triggerKmh = 90.5
                overspeed.clearKmh=80
                offRoute.triggerFixes=5
                patience.darkAfter=90.5
                """);

        Thresholds read = ThresholdsFile.read(file);

        assertThat(read.overspeed().triggerKmh()).isEqualTo(90.5);
        assertThat(read.overspeed().clearKmh()).isEqualTo(80);
        assertThat(read.offRoute().triggerFixes()).isEqualTo(5);
        assertThat(read.patience().darkAfter()).isEqualTo(Duration.ofMillis(90_500));
        assertThat(read.longStop()).isEqualTo(Thresholds.USUAL.longStop());
        assertThat(ThresholdsFile.of(Map.of())).isEqualTo(Thresholds.USUAL);
    }

    @Test
    void what_is_unknown_or_out_of_range_is_named() {
        assertRefused("overspeed.triggerMph", "60", "overspeed.triggerMph is no threshold; known are arrival.");
        assertRefused("overspeed.triggerKmh", "fast", "overspeed.triggerKmh must be a number");
        assertRefused("overspeed.triggerKmh", "NaN", "overspeed.triggerKmh must be from 0 to 300");
        assertRefused("overspeed.clearKmh", "200", "overspeed.clearKmh must be at most the trigger");
        assertRefused("offRoute.triggerFixes", "2.5", "offRoute.triggerFixes must be a number");
        assertRefused("patience.darkAfter", "-1", "patience.darkAfter must be from 0 to seven days");
    }

    private static void assertRefused(String name, String value, String words) {
        assertThatThrownBy(() -> ThresholdsFile.of(Map.of(name, value)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith(words);
    }
}
