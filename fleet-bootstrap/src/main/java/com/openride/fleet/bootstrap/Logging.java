package com.openride.fleet.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** Turns the log up or down, and into JSON. Where it goes, and what is never logged, is in {@code logback.xml}. */
final class Logging {

    private static final String CONSOLE = "console";

    private Logging() {}

    static void configure(String level, boolean asJson) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level));
        Appender<ILoggingEvent> appender = root.getAppender(CONSOLE);
        if (asJson && appender instanceof ConsoleAppender<ILoggingEvent> console) {
            var encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            console.stop();
            console.setEncoder(encoder);
            console.start();
        }
    }
}
