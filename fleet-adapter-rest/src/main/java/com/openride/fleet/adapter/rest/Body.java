package com.openride.fleet.adapter.rest;

import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads a body that may be neither too long nor too slow, since whoever reads it holds a thread meanwhile. */
final class Body {

    static final int MOST_BYTES = 256 * 1024;
    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int BUFFER_BYTES = 8192;

    private Body() {}

    /**
     * The whole body.
     *
     * @param nanoTime the clock by which the time is measured, as {@link System#nanoTime} is
     * @throws RestFault with 413 above 256 KiB, 408 when it still comes after ten seconds, 400 when it breaks off
     */
    static byte[] read(InputStream in, LongSupplier nanoTime) {
        long begun = nanoTime.getAsLong();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                require(bytes.size(), nanoTime.getAsLong() - begun);
            }
        } catch (IOException e) {
            throw new RestFault(HttpStatus.BAD_REQUEST, "the body could not be read");
        }
        return bytes.toByteArray();
    }

    private static void require(int bytes, long nanoseconds) {
        if (bytes > MOST_BYTES) {
            throw new RestFault(HttpStatus.CONTENT_TOO_LARGE, "the body must be at most 256 KiB");
        }
        if (nanoseconds > LONGEST.toNanos()) {
            throw new RestFault(HttpStatus.REQUEST_TIMEOUT, "the body must come within ten seconds");
        }
    }
}
