package com.openride.fleet.domain.share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The secret part of a share link: who has it may look. Never prints itself, and is stored only as its hash.
 *
 * @param text 128 random bits as 22 characters of base64url; anything else is no token of ours and finds nothing
 */
public record ShareToken(String text) {

    /** How many random bytes a token is made of. */
    public static final int BYTES = 16;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** The token of these random bytes, of which there are {@link #BYTES}. */
    public static ShareToken of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("a share token has 128 bits");
        }
        return new ShareToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Whether the text has the shape of a token. */
    public boolean isWellFormed() {
        return SHAPE.matcher(text).matches();
    }

    /** SHA-256 of the text in hexadecimal. Enough for a secret of 128 random bits, which nobody can try out. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ShareToken(redacted)";
    }
}
