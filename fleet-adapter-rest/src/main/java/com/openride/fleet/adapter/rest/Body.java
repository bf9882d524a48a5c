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

    // Whoever sends more finds the connection closed, perhaps before the answer is read.
    static final int MOST_BYTES_HEARD_OUT = 4 * 1024 * 1024;
    private static final int BUFFER_BYTES = 8192;
    private static final String TOO_LONG = "the body must be at most 256 KiB";
    private static final String TOO_SLOW = "the body must come within ten seconds";

    private Body() {}

    /**
     * The whole body. The sender of one that is too long is heard out up to four mebibytes, so that the refusal is
     * read: to close a connection on which bytes are still coming takes back the answer that is on its way.
     *
     * @param nanoTime the clock by which the time is measured, as {@link System#nanoTime} is
     * @throws RestFault with 413 above 256 KiB, 408 when it still comes after ten seconds, 400 when it breaks off
     */
    static byte[] read(InputStream in, LongSupplier nanoTime) {
        long begun = nanoTime.getAsLong();
        int length = 0;
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length <= MOST_BYTES) {
                    bytes.write(buffer, 0, read);
                }
                require(length <= MOST_BYTES_HEARD_OUT, HttpStatus.CONTENT_TOO_LARGE, TOO_LONG);
                require(nanoTime.getAsLong() - begun <= LONGEST.toNanos(), HttpStatus.REQUEST_TIMEOUT, TOO_SLOW);
            }
        } catch (IOException e) {
            throw new RestFault(HttpStatus.BAD_REQUEST, "the body could not be read");
        }
        require(length <= MOST_BYTES, HttpStatus.CONTENT_TOO_LARGE, TOO_LONG);
        return bytes.toByteArray();
    }

    private static void require(boolean isKept, HttpStatus status, String message) {
        if (!isKept) {
            throw new RestFault(status, message);
        }
    }
}
