package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens letter by letter, since no library would sign what an attacker sends. */
final class Tokens {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private Tokens() {}

    static BearerToken signed(String claims) {
        return signed(HEADER, claims, "HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8));
    }

    static BearerToken signed(String header, String claims, String mac, byte[] key) {
        String signed = base64(header) + "." + base64(claims);
        try {
            Mac hash = Mac.getInstance(mac);
            hash.init(new SecretKeySpec(key, mac));
            byte[] signature = hash.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return new BearerToken(
                    signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String claims(Principal principal) {
        return "{\"sub\":\"" + principal.subject() + "\"," + roles(principal) + ",\"exp\":"
                + principal.expiresAt().getEpochSecond() + "}";
    }

    static String roles(Principal principal) {
        return "\"roles\":["
                + principal.roles().stream().map(Role::name).collect(Collectors.joining("\",\"", "\"", "\"")) + "]";
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
