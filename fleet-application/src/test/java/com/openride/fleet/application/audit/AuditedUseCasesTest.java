package com.openride.fleet.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.inmemory.InMemorySessionAudit;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditedUseCasesTest {

    private static final ClientOrigin ORIGIN = new ClientOrigin("192.0.2.7", Transport.WEBSOCKET);

    private final FleetFixture fleet = new FleetFixture(Duration.ZERO);
    private final SessionAudit audit = new InMemorySessionAudit(100);
    private final UseCases useCases = AuditedUseCases.of(fleet.useCases(), audit, InstantSource.system());
    private final OpenSession sessions = useCases.sessions();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void who_comes_and_goes_is_noted_once() {
        Session session = sessions.open(principal(Role.RIDER), ORIGIN);
        sessions.close(session);
        sessions.close(session);

        assertThat(noted())
                .containsExactly(
                        AuditKind.DISCONNECTED + " " + session.id() + " null",
                        AuditKind.CONNECTED + " " + session.id() + " [RIDER] over WEBSOCKET from 192.0.2.7");
    }

    @Test
    void who_is_not_let_in_is_noted_with_the_reason() {
        fleet.lifecycle.drain();

        assertThatThrownBy(() -> sessions.open(principal(Role.RIDER), ORIGIN)).isInstanceOf(Refused.class);

        assertThat(noted()).containsExactly("REFUSED null SERVER_DRAINING");
    }

    @Test
    void a_token_that_is_no_good_for_a_session_is_noted_and_not_what_it_was() {
        Session session = sessions.open(principal(Role.RIDER), ORIGIN);

        assertThatThrownBy(() -> sessions.refresh(session, new BearerToken("a-secret")))
                .isInstanceOf(Refused.class);

        assertThat(noted().get(0)).startsWith("TOKEN_REFUSED").doesNotContain("a-secret");
    }

    private Principal principal(Role role) {
        return new Principal(rider, Set.of(role), Instant.now().plusSeconds(3600));
    }

    private List<String> noted() {
        var all = new SessionAudit.Filter(rider, Set.of(), Instant.EPOCH, Instant.MAX, Long.MAX_VALUE, 100);
        return audit.list(all).stream()
                .map(SessionAudit.Noted::entry)
                .map(entry -> entry.kind() + " " + entry.session() + " " + entry.detail())
                .toList();
    }
}
