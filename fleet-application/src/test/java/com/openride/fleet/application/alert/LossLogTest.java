package com.openride.fleet.application.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.openride.fleet.application.live.Background;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LossLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LossLog.class);
    private final Lines lines = new Lines();
    private final Background prompt = new Background(1, Executors.defaultThreadFactory());
    private final LossLog log = new LossLog(prompt, "were dropped");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        prompt.close();
    }

    @Test
    void losses_are_logged_together_and_all_of_them() {
        for (int i = 0; i < 5000; i++) {
            log.add();
        }
        await().until(() -> !lines.all.isEmpty());
        log.add();

        await().untilAsserted(() -> assertThat(lines.all)
                .containsExactly(
                        "too many alerts wait for the store: 5000 were dropped",
                        "too many alerts wait for the store: 1 were dropped"));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage());
        }
    }
}
