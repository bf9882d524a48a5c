package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TokenVerifier} must do, however its tokens look. */
public interface TokenVerifierContract {

    TokenVerifier verifier();

    /** A genuine token of the principal, until its expiry. */
    BearerToken token(Principal principal);

    /** A token of the principal that someone made who does not have the key. */
    BearerToken forged(Principal principal);

    /** A genuine token of the principal that names no role, such as a refresh token. */
    BearerToken withoutRole(Principal principal);

    /** A genuine token of the principal that names no expiry. */
    BearerToken withoutExpiry(Principal principal);

    /** A genuine token of the principal that names no subject. */
    BearerToken withoutSubject(Principal principal);

    /** The present, by the verifier's clock. */
    default Instant now() {
        return NOON;
    }

    /** How long after its expiry a token still passes. */
    default Duration leeway() {
        return Duration.ofSeconds(30);
    }

    @Test
    default void tells_whose_a_genuine_token_is() {
        for (Role role : Role.values()) {
            Principal principal = until(now().plusSeconds(3600), role);

            assertThat(verifier().verify(token(principal))).isEqualTo(principal);
        }
    }

    @Test
    default void tells_all_the_roles() {
        Principal principal = until(now().plusSeconds(3600), Role.DRIVER, Role.RIDER);

        assertThat(verifier().verify(token(principal))).isEqualTo(principal);
    }

    @Test
    default void says_of_a_token_after_its_time_that_it_was_good_once() {
        Instant longAgo = now().minus(leeway()).minusSeconds(2);

        assertThat(refusal(token(until(longAgo, Role.RIDER))).code()).isEqualTo(FaultCode.TOKEN_EXPIRED);
    }

    @Test
    default void a_token_passes_within_the_leeway_and_keeps_its_own_expiry() {
        Principal principal = until(now().minus(leeway()).plusSeconds(2), Role.RIDER);

        assertThat(verifier().verify(token(principal)).expiresAt()).isEqualTo(principal.expiresAt());
    }

    @Test
    default void never_says_of_a_forged_token_that_it_was_good_once() {
        assertThat(refusal(forged(until(now().minusSeconds(3600), Role.ADMIN))).code())
                .isEqualTo(FaultCode.AUTHENTICATION_FAILED);
    }

    @Test
    default void a_token_without_a_role_opens_nothing() { // background 28
        assertThat(refusal(withoutRole(anyone())).code()).isEqualTo(FaultCode.AUTHENTICATION_FAILED);
    }

    @Test
    default void a_token_without_an_end_opens_nothing() { // background 29
        assertThat(refusal(withoutExpiry(anyone())).code()).isEqualTo(FaultCode.AUTHENTICATION_FAILED);
    }

    @Test
    default void every_fault_but_the_expiry_sounds_the_same() {
        List<Refused> refusals = Stream.concat(
                        Stream.of(
                                forged(anyone()),
                                withoutRole(anyone()),
                                withoutExpiry(anyone()),
                                withoutSubject(anyone())),
                        Stream.of("", " ", ".", "..", "a.b.c", "null", "{}", "\u0000", "é", "A".repeat(10_000))
                                .map(BearerToken::new))
                .map(this::refusal)
                .toList();

        assertThat(refusals).extracting(Refused::code).containsOnly(FaultCode.AUTHENTICATION_FAILED);
        assertThat(refusals)
                .extracting(Refused::getMessage)
                .containsOnly(refusals.get(0).getMessage());
        assertThat(refusals)
                .extracting(Refused::details)
                .containsOnly(refusals.get(0).details());
    }

    @Test
    default void no_refusal_repeats_the_token() {
        BearerToken token = forged(anyone());

        assertThat(refusal(token)).message().doesNotContain(token.text());
    }

    private Refused refusal(BearerToken token) {
        return catchThrowableOfType(Refused.class, () -> verifier().verify(token));
    }

    private Principal anyone() {
        return until(now().plusSeconds(3600), Role.DRIVER);
    }

    private static Principal until(Instant expiry, Role... roles) {
        return new Principal(UUID.randomUUID(), Set.of(roles), expiry);
    }
}
