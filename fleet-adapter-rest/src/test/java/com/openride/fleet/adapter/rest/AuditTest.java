package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final RestServer server = new RestServer();
    private final UUID user = UUID.randomUUID();
    private final UUID operator = UUID.randomUUID();
    private final String token = server.token(operator, Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_entry_shows_all_that_is_known_of_it() {
        OpenSession sessions = server.fleet.useCases().sessions();
        var principal = new Principal(user, Set.of(Role.RIDER), Instant.now().plusSeconds(60));
        Session session = sessions.open(principal, new ClientOrigin("192.0.2.7", Transport.POLLING));
        sessions.close(session, Departure.SILENT);

        JsonNode left = list("userId=" + user).at("/entries/0");
        JsonNode came = list("userId=" + user).at("/entries/1");

        assertThat(left.path("kind").asText()).isEqualTo("DISCONNECTED");
        assertThat(left.path("detail").asText()).isEqualTo("SILENT");
        assertThat(left.path("userId").asText()).isEqualTo(user.toString());
        assertThat(left.path("sessionId").asText()).isEqualTo(session.id().toString());
        assertThat(left.path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(came.path("detail").asText()).isEqualTo("[RIDER] over POLLING from 192.0.2.7");
        assertThat(came.has("correlationId")).isTrue();
    }

    @Test
    void it_is_filtered_by_user_kind_and_time() {
        note(AuditKind.CONNECTED, 0);
        note(AuditKind.REFUSED, 1);
        note(AuditKind.DISCONNECTED, 2);

        assertThat(details("user_id=" + user)).containsExactly("2", "1", "0");
        assertThat(details("kind=CONNECTED,REFUSED")).containsExactly("1", "0");
        assertThat(details("userId=" + user + "&from=2026-11-24T12:00:01Z&to=2026-11-24T12:00:02Z"))
                .containsExactly("1");
    }

    @Test
    void page_follows_page_until_the_end() {
        for (int i = 0; i < 5; i++) {
            note(AuditKind.SUBSCRIBED, i);
        }

        JsonNode first = list("kind=SUBSCRIBED&limit=2");
        JsonNode second = list(
                "kind=SUBSCRIBED&limit=2&cursor=" + first.path("nextCursor").asText());
        JsonNode last = list(
                "kind=SUBSCRIBED&limit=2&cursor=" + second.path("nextCursor").asText());

        assertThat(details(first)).containsExactly("4", "3");
        assertThat(details(second)).containsExactly("2", "1");
        assertThat(details(last)).containsExactly("0");
        assertThat(last.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void who_reads_it_is_in_it_with_the_correlation_id_of_the_request() {
        server.get("/v1/admin/audit?userId=" + user, token, "X-Correlation-ID", "why-7")
                .isOk();

        JsonNode read = list("userId=" + operator + "&kind=OPERATOR_READ").at("/entries/0");

        assertThat(read.path("detail").asText()).isEqualTo("the audit of " + user);
        assertThat(read.path("correlationId").asText()).isEqualTo("why-7");
    }

    @Test
    void it_is_for_operators_alone() {
        for (String other : List.of(server.driverToken(), server.riderToken(), server.serviceToken())) {
            server.get("/v1/admin/audit", other).isProblem(403, "UNAUTHORIZED");
        }
        server.getOpenly("/v1/admin/audit").isProblem(401, "AUTHENTICATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userId=me",
                "kind=EVERYTHING",
                "from=yesterday",
                "limit=101",
                "cursor=YTc",
                "from=2026-11-24T12:00:00Z&to=2026-11-24T12:00:00Z"
            })
    void what_cannot_be_read_is_said_to_be_wrong(String query) {
        server.get("/v1/admin/audit?" + query, token).isProblem(400, "INVALID_PAYLOAD");
    }

    private void note(AuditKind kind, int second) {
        server.fleet.audit.note(
                new AuditEntry(NOON.plusSeconds(second), kind, user, null, null, Integer.toString(second)));
    }

    private JsonNode list(String query) {
        return server.get("/v1/admin/audit?" + query, token).isOk().json();
    }

    private List<String> details(String query) {
        return details(list(query));
    }

    private static List<String> details(JsonNode page) {
        return StreamSupport.stream(page.path("entries").spliterator(), false)
                .map(entry -> entry.path("detail").asText())
                .toList();
    }
}
