package com.openride.fleet.adapter.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A program in Lua that Redis runs as one step. Its first argument is the present in microseconds since 1970, or 0 for
 * Redis to go by its own clock, which is the one all instances share.
 *
 * @param text what Redis is to run, with {@code now} already set
 * @param sha by which Redis knows the text again
 */
record Script(String text, String sha) {

    private static final String CLOCK = """
            local now = tonumber(ARGV[1])
            if now == 0 then
              local time = redis.call('TIME')
              now = time[1] * 1000000 + time[2]
            end
            """;

    static Script of(String body) {
        String text = CLOCK + body;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
