package com.example.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {

    @Test
    void a_rider_sees_the_car_and_the_fix_is_in_the_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("fixes.csv");

        assertThat(Dispatch.follow(file)).isTrue();
        assertThat(file).content().hasLineCount(1).contains("6.6018,3.3515");
    }
}
