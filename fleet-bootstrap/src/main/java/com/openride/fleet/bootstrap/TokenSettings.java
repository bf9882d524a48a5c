package com.openride.fleet.bootstrap;

import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are verified. Never prints its keys.
 *
 * @param algorithm the one algorithm that is accepted, with its key
 * @param issuer who must have issued a token; null for anyone
 * @param audience whom a token must be for; null for anyone
 * @param madeAtStart whether the secret was made by this process, so that only it can issue tokens
 */
public record TokenSettings(
        Algorithm algorithm,
        @Nullable String issuer,
        @Nullable String audience,
        boolean madeAtStart) {

    private static final int LEAST_BYTES = 32;
    private static final Set<String> SAMPLES = Set.of(
            "your-secret-key-change-in-production",
            "your-super-secret-jwt-key-change-in-production",
            "your-256-bit-secret-your-256-bit-secret",
            "changeme-changeme-changeme-changeme",
            "secretsecretsecretsecretsecretsecret");
    private static final Set<String> ALGORITHMS = Set.of("HS256", "HS384", "HS512", "RS256", "ES256");

    static TokenSettings of(Environment environment) {
        String name = environment.oneOf("JWT_ALGORITHM", "HS256", ALGORITHMS);
        String issuer = environment.text("JWT_ISSUER");
        String audience = environment.text("JWT_AUDIENCE");
        if (!name.startsWith("HS")) {
            return new TokenSettings(asymmetric(environment, name), issuer, audience, false);
        }
        String secret = secret(environment);
        byte[] key = secret == null ? random() : secret.getBytes(StandardCharsets.UTF_8);
        return new TokenSettings(symmetric(name, key), issuer, audience, secret == null);
    }

    @Override
    public String toString() {
        return "TokenSettings(" + algorithm.getName() + ")";
    }

    private static @Nullable String secret(Environment environment) {
        String name = environment.text("JWT_SECRET_KEY") != null ? "JWT_SECRET_KEY" : "JWT_SECRET";
        String secret = environment.text(name);
        boolean development = environment.text("ENV", "production").equals("development");
        if (secret != null && !development) {
            if (secret.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
                environment.refuse(name, null, "at least " + LEAST_BYTES + " bytes (unless ENV=development)");
            } else if (SAMPLES.contains(secret)) {
                environment.refuse(name, null, "a secret of your own, not a published sample");
            }
        }
        return secret;
    }

    private static byte[] random() {
        byte[] key = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static Algorithm symmetric(String name, byte[] key) {
        return switch (name) {
            case "HS384" -> Algorithm.HMAC384(key);
            case "HS512" -> Algorithm.HMAC512(key);
            default -> Algorithm.HMAC256(key);
        };
    }

    private static Algorithm asymmetric(Environment environment, String name) {
        String pem = environment.text("JWT_PUBLIC_KEY", "");
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory factory = KeyFactory.getInstance(name.equals("RS256") ? "RSA" : "EC");
            PublicKey key = factory.generatePublic(new X509EncodedKeySpec(der));
            return key instanceof RSAPublicKey rsa
                    ? Algorithm.RSA256(rsa, null)
                    : Algorithm.ECDSA256((ECPublicKey) key, null);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            environment.refuse("JWT_PUBLIC_KEY", null, "the public key for " + name + " in PEM form");
            return Algorithm.HMAC256(random());
        }
    }
}
