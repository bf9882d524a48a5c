package com.openride.fleet.bootstrap;

import com.auth0.jwt.JWT;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Issues tokens for tries and tests, with the secret that the service verifies by. Production has an auth service. */
public final class TokenIssuer {

    private final TokenSettings settings;
    private final InstantSource clock;

    /** Issues by these settings, whose key must be able to sign. */
    public TokenIssuer(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A token for the subject in the role.
     *
     * @param life how long it is good for; the verifier takes at most 24 hours
     */
    public BearerToken issue(UUID subject, Role role, Duration life) {
        Instant now = clock.instant();
        var token = JWT.create()
                .withSubject(subject.toString())
                .withClaim("role", role.name())
                .withIssuedAt(now)
                .withExpiresAt(now.plus(life));
        if (settings.issuer() != null) {
            token.withIssuer(settings.issuer());
        }
        if (settings.audience() != null) {
            token.withAudience(settings.audience());
        }
        return new BearerToken(token.sign(settings.algorithm()));
    }
}
