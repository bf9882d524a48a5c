package com.openride.fleet.bootstrap;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens by the advice of RFC 8725: one algorithm, no header that could change it, every claim we rely
 * on present and of its own type, no name twice. The library checks the signature; everything else is checked here, since
 * it takes tokens without an expiry and the last of two roles.
 */
public final class JwtTokenVerifier implements TokenVerifier {

    static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final int MOST_CHARACTERS = 4096;
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TokenSettings settings;
    private final InstantSource clock;

    /** Verifies by these settings and this clock. */
    public JwtTokenVerifier(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Principal verify(BearerToken token) {
        try {
            return verified(token.text());
        } catch (Refused refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            // The library's words may repeat parts of the token, so they go no further.
            throw failed();
        }
    }

    private Principal verified(String token) throws IOException {
        List<String> parts = List.of(token.split("\\.", -1));
        require(token.length() <= MOST_CHARACTERS && parts.size() == 3);
        JsonNode header = read(parts.get(0));
        JsonNode claims = read(parts.get(1));
        require(settings.algorithm().getName().equals(text(header, "alg")) && !header.has("crit"));
        settings.algorithm().verify(JWT.decode(token));
        requireParties(claims);
        Instant expiresAt = requireTime(claims);
        UUID subject = subject(claims);
        Set<Role> roles = roles(claims);
        if (expiresAt.plus(LEEWAY).isBefore(clock.instant())) {
            throw new Refused(FaultCode.TOKEN_EXPIRED, "the token has expired");
        }
        return new Principal(subject, roles, expiresAt);
    }

    private Instant requireTime(JsonNode claims) {
        Instant now = clock.instant();
        JsonNode exp = claims.path("exp");
        require(exp.isIntegralNumber() && exp.canConvertToLong());
        Instant expiresAt = Instant.ofEpochSecond(exp.longValue());
        require(!expiresAt.isAfter(now.plus(LONGEST_LIFE).plus(LEEWAY)));
        for (String name : List.of("nbf", "iat")) {
            JsonNode time = claims.get(name);
            require(time == null
                    || (time.isNumber()
                            && !Instant.ofEpochSecond(time.longValue()).isAfter(now.plus(LEEWAY))));
        }
        return expiresAt;
    }

    private void requireParties(JsonNode claims) {
        String issuer = settings.issuer();
        String audience = settings.audience();
        require(issuer == null || issuer.equals(text(claims, "iss")));
        require(audience == null || texts(claims.path("aud")).anyMatch(audience::equals));
    }

    private static UUID subject(JsonNode claims) {
        String text = text(claims, "sub");
        if (text == null) {
            throw failed();
        }
        UUID subject = UUID.fromString(text);
        require(subject.toString().equalsIgnoreCase(text));
        return subject;
    }

    private static Set<Role> roles(JsonNode claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Stream.concat(texts(claims.path("role")), texts(claims.path("roles")))
                .forEach(name -> roles.add(Role.parse(name).orElseThrow(JwtTokenVerifier::failed)));
        require(!roles.isEmpty());
        return roles;
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return Stream.of(node.textValue());
        }
        return node.isArray() ? node.valueStream().map(JsonNode::asText) : Stream.empty();
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static JsonNode read(String part) throws IOException {
        JsonNode node = STRICT.readTree(Base64.getUrlDecoder().decode(part));
        require(node.isObject());
        return node;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw failed();
        }
    }

    private static Refused failed() {
        return new Refused(FaultCode.AUTHENTICATION_FAILED, "authentication failed");
    }
}
