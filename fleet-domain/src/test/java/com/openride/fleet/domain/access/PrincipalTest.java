package com.openride.fleet.domain.access;

import static com.openride.fleet.domain.access.Role.ADMIN;
import static com.openride.fleet.domain.access.Role.DRIVER;
import static com.openride.fleet.domain.access.Role.RIDER;
import static com.openride.fleet.domain.access.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PrincipalTest {

    private static final Instant LATER = Instant.parse("2026-11-24T13:00:00Z");
    private static final UUID SOMEBODY = UUID.randomUUID();

    @Test
    void is_what_its_roles_say() {
        Principal both = principal(DRIVER, RIDER);

        assertThat(both.is(RIDER)).isTrue();
        assertThat(both.is(ADMIN)).isFalse();
        assertThat(both.isAny(ADMIN, RIDER)).isTrue();
        assertThat(both.isAny(ADMIN, SERVICE)).isFalse();
        assertThat(both.isAny()).isFalse();
    }

    @Test
    void nobody_is_without_a_role() {
        assertThatThrownBy(() -> new Principal(SOMEBODY, Set.of(), LATER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gains_no_role_after_it_was_verified() {
        Set<Role> roles = EnumSet.of(RIDER);
        var rider = new Principal(SOMEBODY, roles, LATER);
        roles.add(ADMIN);

        assertThat(rider.is(ADMIN)).isFalse();
        assertThatThrownBy(() -> rider.roles().add(ADMIN)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whoever_lacks_the_role_is_refused_without_a_word_on_what_was_asked_for() {
        assertThatCode(() -> principal(ADMIN).requireAny(SERVICE, ADMIN)).doesNotThrowAnyException();
        assertThatThrownBy(() -> principal(DRIVER, RIDER).requireAny(SERVICE, ADMIN))
                .isInstanceOfSatisfying(
                        Refused.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAUTHORIZED));
    }

    @Property
    void a_session_goes_on_only_with_the_same_subject_and_every_role_it_had(
            @ForAll @NotEmpty Set<Role> had, @ForAll @NotEmpty Set<Role> has, @ForAll boolean sameSubject) {
        var session = new Principal(SOMEBODY, had, LATER);
        var fresh = new Principal(sameSubject ? SOMEBODY : UUID.randomUUID(), has, LATER.plusSeconds(60));

        assertThat(fresh.mayContinue(session))
                .isEqualTo(sameSubject && had.stream().allMatch(has::contains));
    }

    @Test
    void a_token_does_not_print_itself() {
        var token = new BearerToken("eyJhbGciOiJIUzI1NiJ9.e30.c2VjcmV0");

        assertThat(token.toString()).isEqualTo("BearerToken(redacted)");
        assertThat(List.of(token).toString()).doesNotContain("eyJ");
    }

    private static Principal principal(Role... roles) {
        return new Principal(SOMEBODY, Set.of(roles), LATER);
    }
}
