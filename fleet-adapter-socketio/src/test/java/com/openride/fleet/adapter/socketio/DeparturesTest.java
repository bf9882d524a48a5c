package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.application.port.out.SessionAudit.Noted;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.Departure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a session ended, as the audit has it. */
final class DeparturesTest {

    private final TestServer server = new TestServer();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_client_that_says_goodbye_has_left() {
        assertThat(reason(socket -> socket.send("41"))).isEqualTo(Departure.CLIENT_LEFT);
    }

    @Test
    void a_connection_that_breaks_is_lost() {
        assertThat(reason(RawSocket::close)).isEqualTo(Departure.CONNECTION_LOST);
    }

    @Test
    void what_the_protocol_does_not_know_breaks_it() {
        assertThat(reason(socket -> socket.send("what?"))).isEqualTo(Departure.PROTOCOL_BROKEN);
    }

    @Test
    void anothers_token_ends_the_session() {
        String strangers = server.token(UUID.randomUUID(), Role.RIDER);

        assertThat(reason(socket -> socket.ask(1, "auth:refresh", "{\"token\":\"" + strangers + "\"}")))
                .isEqualTo(Departure.TOKEN_REFUSED);
    }

    @Test
    void a_client_that_is_sent_away_has_not_left() {
        assertThat(reason(socket -> server.adapter.drain(Duration.ofMillis(50))))
                .isEqualTo(Departure.SERVER_DRAINING);
    }

    private Departure reason(Consumer<RawSocket> ending) {
        try (var socket = server.rider(rider)) {
            ending.accept(socket);
            await().until(() -> !left().isEmpty());
        }
        return Departure.valueOf(left());
    }

    private String left() {
        var filter = new SessionAudit.Filter(
                rider, Set.of(AuditKind.DISCONNECTED), Instant.EPOCH, Instant.MAX, Long.MAX_VALUE, 10);
        return server.fleet.audit.list(filter).stream()
                .map(Noted::entry)
                .map(AuditEntry::detail)
                .findFirst()
                .orElse("");
    }
}
