package com.openride.fleet.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void a_refresh_changes_when_it_ends_and_nothing_else() {
        UUID subject = UUID.randomUUID();
        var session = new Session(
                new SessionId(UUID.randomUUID()),
                new Principal(subject, Set.of(Role.RIDER), NOON.plusSeconds(60)),
                new ClientOrigin("192.0.2.1", Transport.WEBSOCKET),
                NOON);

        Session refreshed =
                session.refreshed(new Principal(subject, Set.of(Role.RIDER, Role.ADMIN), NOON.plusSeconds(3600)));

        assertThat(refreshed.principal()).isEqualTo(new Principal(subject, Set.of(Role.RIDER), NOON.plusSeconds(3600)));
        assertThat(refreshed.id()).isEqualTo(session.id());
        assertThat(refreshed.origin()).isEqualTo(session.origin());
        assertThat(refreshed.openedAt()).isEqualTo(NOON);
    }

    @Test
    void an_id_is_written_as_the_bare_id() {
        UUID id = UUID.randomUUID();

        assertThat(new SessionId(id)).hasToString(id.toString());
    }
}
