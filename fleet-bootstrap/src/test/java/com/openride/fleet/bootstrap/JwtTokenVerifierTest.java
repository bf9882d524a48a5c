package com.openride.fleet.bootstrap;

import static com.openride.fleet.bootstrap.Tokens.HEADER;
import static com.openride.fleet.bootstrap.Tokens.SECRET;
import static com.openride.fleet.bootstrap.Tokens.base64;
import static com.openride.fleet.bootstrap.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.contract.TokenVerifierContract;
import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtTokenVerifierTest implements TokenVerifierContract {

    private static final String SUB = "11111111-1111-4111-8111-111111111111";
    private static final long NOW = Samples.NOON.getEpochSecond();
    private static final String GOOD = "\"sub\":\"" + SUB + "\",\"role\":\"DRIVER\"";
    private static final String LATER = ",\"exp\":" + (NOW + 600);

    private final TokenVerifier verifier = verifier(Map.of("JWT_SECRET_KEY", SECRET));

    @Override
    public TokenVerifier verifier() {
        return verifier;
    }

    @Override
    public BearerToken token(Principal principal) {
        return signed(Tokens.claims(principal));
    }

    @Override
    public BearerToken forged(Principal principal) {
        byte[] other = "another-secret-of-thirty-two-byte".getBytes(StandardCharsets.UTF_8);
        return signed(HEADER, Tokens.claims(principal), "HmacSHA256", other);
    }

    @Override
    public BearerToken withoutRole(Principal principal) { // JWT-13
        return signed("{\"sub\":\"" + principal.subject() + "\"" + LATER + "}");
    }

    @Override
    public BearerToken withoutExpiry(Principal principal) { // JWT-04
        return signed("{\"sub\":\"" + principal.subject() + "\"," + Tokens.roles(principal) + "}");
    }

    @Override
    public BearerToken withoutSubject(Principal principal) { // JWT-10
        return signed("{" + Tokens.roles(principal) + LATER + "}");
    }

    // JWT-01, JWT-02, JWT-03, JWT-17
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"none\"} | HmacSHA256",
                "{\"alg\":\"HS512\"} | HmacSHA512",
                "{\"alg\":\"HS384\"} | HmacSHA384",
                "{\"alg\":\"RS256\"} | HmacSHA256",
                "{\"alg\":\"hs256\"} | HmacSHA256",
                "{\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"alg\":\"none\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"kid\":\"../../etc/passwd\",\"jku\":\"http://127.0.0.1/x\"} | HmacSHA256"
            })
    void the_algorithm_is_ours_to_choose(String header, String mac) {
        byte[] key = SECRET.getBytes(StandardCharsets.UTF_8);

        assertRefused(signed(header, "{" + GOOD + LATER + "}", mac, key));
    }

    @Test
    void a_token_without_a_signature_is_none() { // JWT-01
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64("{" + GOOD + LATER + "}") + ".";

        assertRefused(new BearerToken(unsigned));
        assertRefused(new BearerToken(unsigned.replace(base64("{\"alg\":\"none\"}"), base64(HEADER))));
    }

    // JWT-05 to JWT-09: JWT-06, JWT-07, JWT-08
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"exp\":9223372036854775807",
                "\"exp\":1e300",
                "\"exp\":-1e3",
                "\"exp\":\"soon\"",
                "\"exp\":null",
                "\"exp\":1.5",
                "\"exp\":99999999999999999999999999"
            })
    void an_expiry_that_is_no_time_is_none(String expiry) {
        assertRefused(signed("{" + GOOD + "," + expiry + "}"));
    }

    @Test
    void nobody_is_let_in_for_longer_than_a_day_or_before_their_time() { // JWT-05, JWT-06, JWT-09
        assertThat(code("\"exp\":" + (NOW - 31))).isEqualTo(FaultCode.TOKEN_EXPIRED);
        assertThat(code("\"exp\":" + (NOW + 31_536_000))).isEqualTo(FaultCode.AUTHENTICATION_FAILED);
        assertThat(code("\"exp\":" + (NOW + 900) + ",\"nbf\":" + (NOW + 600)))
                .isEqualTo(FaultCode.AUTHENTICATION_FAILED);
        assertThat(code("\"exp\":" + (NOW + 900) + ",\"iat\":" + (NOW + 600)))
                .isEqualTo(FaultCode.AUTHENTICATION_FAILED);
        assertThat(verifier.verify(signed("{" + GOOD + LATER + ",\"iat\":" + (NOW + 29) + "}"))
                        .subject())
                .hasToString(SUB);
    }

    // JWT-11, JWT-12
    @ParameterizedTest
    @ValueSource(strings = {"\"1' OR '1'='1\"", "5", "null", "\"1-1-1-1-1\"", "\"{" + SUB + "}\"", "[\"" + SUB + "\"]"})
    void a_subject_is_a_uuid(String subject) {
        assertRefused(signed("{\"sub\":" + subject + ",\"role\":\"DRIVER\"" + LATER + "}"));
    }

    // JWT-14
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"role\":\"ADMIN\"",
                "\"role\":\"admin\"",
                "\"role\":\"ROLE_ADMIN\"",
                "\"role\":\"role_admin\"",
                "\"role\":[\"ADMIN\"]",
                "\"roles\":[\"ROLE_admin\"]",
                "\"roles\":\"Admin\""
            })
    void a_role_comes_in_every_spelling_of_our_services(String role) {
        assertThat(verifier.verify(signed("{\"sub\":\"" + SUB + "\"," + role + LATER + "}"))
                        .roles())
                .containsExactly(Role.ADMIN);
    }

    // JWT-14, JWT-15
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"role\":\"\"",
                "\"role\":\"OWNER\"",
                "\"role\":\"ADMIN,RIDER\"",
                "\"role\":5",
                "\"role\":[]",
                "\"role\":[5]",
                "\"role\":[\"RIDER\",\"OWNER\"]",
                "\"role\":{\"name\":\"ADMIN\"}",
                "\"role\":\"RIDER\",\"role\":\"ADMIN\""
            })
    void a_role_that_is_none_of_ours_opens_nothing(String role) {
        assertRefused(signed("{\"sub\":\"" + SUB + "\"," + role + LATER + "}"));
    }

    @Test
    void issuer_and_audience_are_asked_for_when_they_are_set() { // JWT-16
        TokenVerifier strict =
                verifier(Map.of("JWT_SECRET_KEY", SECRET, "JWT_ISSUER", "openride-auth", "JWT_AUDIENCE", "fleet"));

        for (String parties : new String[] {
            "",
            ",\"iss\":\"evil\",\"aud\":\"fleet\"",
            ",\"iss\":\"openride-auth\"",
            ",\"iss\":\"openride-auth\",\"aud\":[\"other\"]"
        }) {
            assertRefused(strict, signed("{" + GOOD + LATER + parties + "}"));
        }
        for (String audience : new String[] {"\"fleet\"", "[\"other\",\"fleet\"]"}) {
            assertThat(strict.verify(
                                    signed("{" + GOOD + LATER + ",\"iss\":\"openride-auth\",\"aud\":" + audience + "}"))
                            .subject())
                    .hasToString(SUB);
        }
    }

    // JWT-18, JWT-20, JWT-24
    @Test
    void a_token_that_was_touched_is_none() {
        String token = signed("{" + GOOD + LATER + "}").text();
        String[] parts = token.split("\\.", -1);
        String admin = base64("{" + GOOD.replace("DRIVER", "ADMIN") + LATER + "}");

        assertRefused(new BearerToken(parts[0] + "." + admin + "." + parts[2]));
        assertRefused(new BearerToken(token + "." + parts[2]));
        assertRefused(new BearerToken(token.substring(0, token.length() - 4)));
        assertRefused(signed("{" + GOOD + LATER + ",\"x\":\"" + "a".repeat(4096) + "\"}"));
        assertRefused(signed("{" + GOOD + LATER + ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
        assertRefused(signed("{" + GOOD + LATER + "}trailing"));
        assertRefused(signed("[]"));
    }

    @Test
    void asymmetric_keys_verify_and_their_public_half_signs_nothing() throws GeneralSecurityException { // JWT-03
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair rsaKeys = rsa.generateKeyPair();
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ecKeys = ec.generateKeyPair();

        assertVerifies("RS256", rsaKeys, Algorithm.RSA256(null, (RSAPrivateKey) rsaKeys.getPrivate()));
        assertVerifies("ES256", ecKeys, Algorithm.ECDSA256(null, (ECPrivateKey) ecKeys.getPrivate()));
    }

    @Test
    void what_the_token_command_issues_is_verified() {
        TokenSettings settings = FleetConfig.of(
                        Map.of("JWT_SECRET_KEY", SECRET, "JWT_ISSUER", "me", "JWT_AUDIENCE", "you"))
                .tokens();
        UUID subject = UUID.randomUUID();
        BearerToken token =
                new TokenIssuer(settings, () -> Samples.NOON).issue(subject, Role.RIDER, Duration.ofMinutes(5));

        assertThat(new JwtTokenVerifier(settings, () -> Samples.NOON).verify(token))
                .isEqualTo(new Principal(subject, Set.of(Role.RIDER), Samples.NOON.plusSeconds(300)));
    }

    private static void assertVerifies(String name, KeyPair keys, Algorithm signing) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
        TokenVerifier verifier = verifier(Map.of("JWT_ALGORITHM", name, "JWT_PUBLIC_KEY", pem));
        String good = JWT.create()
                .withSubject(SUB)
                .withClaim("role", "DRIVER")
                .withExpiresAt(Samples.NOON.plusSeconds(600))
                .sign(signing);
        byte[] publicHalf = keys.getPublic().getEncoded();

        assertThat(verifier.verify(new BearerToken(good)).subject()).hasToString(SUB);
        assertRefused(verifier, signed("{" + GOOD + LATER + "}"));
        for (byte[] key : new byte[][] {publicHalf, pem.getBytes(StandardCharsets.UTF_8)}) {
            for (String alg : new String[] {name, "HS256"}) {
                assertRefused(
                        verifier, signed("{\"alg\":\"" + alg + "\"}", "{" + GOOD + LATER + "}", "HmacSHA256", key));
            }
        }
    }

    private FaultCode code(String times) {
        BearerToken token = signed("{" + GOOD + "," + times + "}");
        return catchThrowableOfType(Refused.class, () -> verifier.verify(token)).code();
    }

    private void assertRefused(BearerToken token) {
        assertRefused(verifier, token);
    }

    private static void assertRefused(TokenVerifier verifier, BearerToken token) {
        Refused refusal = catchThrowableOfType(Refused.class, () -> verifier.verify(token));
        assertThat(refusal).as(token.text()).isNotNull();
        assertThat(refusal.code()).isEqualTo(FaultCode.AUTHENTICATION_FAILED);
        assertThat(refusal).hasMessage("authentication failed");
    }

    private static TokenVerifier verifier(Map<String, String> variables) {
        return new JwtTokenVerifier(FleetConfig.of(variables).tokens(), () -> Samples.NOON);
    }
}
