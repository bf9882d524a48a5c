package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {

    private static final String WORDS = "a line\nand {what} \"looks\" like one";

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void as_it_was() throws JoranException {
        System.setErr(usual);
        MDC.remove("correlationId");
        fresh();
    }

    @Test
    void in_json_a_line_is_an_object_with_the_correlation_id() throws IOException, JoranException {
        String line = logged(true);

        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(line.lines()).hasSize(1);
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("message").asText()).isEqualTo(WORDS);
        assertThat(json.at("/mdc/correlationId").asText()).isEqualTo("order-7");
    }

    @Test
    void in_text_a_line_stays_one_and_begins_with_the_correlation_id() throws JoranException {
        assertThat(logged(false).lines())
                .singleElement()
                .asString()
                .endsWith("WARN  LoggingTest [order-7] a line\\nand {what} \"looks\" like one");
    }

    private String logged(boolean asJson) throws JoranException {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        fresh();
        Logging.configure("INFO", asJson);
        MDC.put("correlationId", "order-7");
        LoggerFactory.getLogger(LoggingTest.class).warn(WORDS);
        return written.toString(StandardCharsets.UTF_8);
    }

    private static void fresh() throws JoranException {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }
}
