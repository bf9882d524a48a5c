package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyTest {

    private final AtomicLong nanoseconds = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void a_body_of_the_greatest_length_is_read_whole() {
        byte[] whole = new byte[Body.MOST_BYTES];
        whole[whole.length - 1] = 7;

        assertThat(Body.read(new ByteArrayInputStream(whole), nanoseconds::get)).isEqualTo(whole);
    }

    @Test
    void one_byte_more_is_too_long() {
        assertRefused(new ByteArrayInputStream(new byte[Body.MOST_BYTES + 1]), HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void the_sender_of_a_long_body_is_heard_out_within_reason() throws IOException {
        var hearable = new ByteArrayInputStream(new byte[Body.MOST_BYTES_HEARD_OUT]);
        var endless = new ByteArrayInputStream(new byte[2 * Body.MOST_BYTES_HEARD_OUT]);

        assertRefused(hearable, HttpStatus.CONTENT_TOO_LARGE);
        assertRefused(endless, HttpStatus.CONTENT_TOO_LARGE);

        assertThat(hearable.available()).isZero();
        assertThat(endless.available()).isPositive();
    }

    @Test
    void a_body_that_drips_is_given_up() {
        // reliability 0.3: one byte every second, for ever
        assertRefused(
                new InputStream() {
                    @Override
                    public int read() {
                        nanoseconds.addAndGet(1_000_000_000);
                        return ' ';
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        buffer[offset] = (byte) read();
                        return 1;
                    }
                },
                HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void a_body_that_breaks_off_is_the_callers_fault() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertRefused(broken, HttpStatus.BAD_REQUEST);
    }

    private void assertRefused(InputStream body, HttpStatus status) {
        assertThatThrownBy(() -> Body.read(body, nanoseconds::get))
                .isInstanceOfSatisfying(
                        RestFault.class, fault -> assertThat(fault.status()).isEqualTo(status));
    }
}
