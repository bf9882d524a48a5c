package com.openride.fleet.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.FindNearby;
import com.openride.fleet.application.port.in.HandleAlerts;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.in.ReadAudit;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class AuditedUseCasesTest {

    private static final ClientOrigin ORIGIN = new ClientOrigin("192.0.2.7", Transport.WEBSOCKET);

    private static final Duration DAY = Duration.ofDays(1);

    private final FleetFixture fleet = new FleetFixture(Duration.ZERO);
    private final UseCases useCases = fleet.useCases();
    private final OpenSession sessions = useCases.sessions();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void who_comes_and_goes_is_noted_once() {
        Session session = sessions.open(principal(Role.RIDER), ORIGIN);
        sessions.close(session, Departure.CLIENT_LEFT);
        sessions.close(session, Departure.CLIENT_LEFT);

        assertThat(noted())
                .containsExactly(
                        AuditKind.DISCONNECTED + " " + session.id() + " CLIENT_LEFT",
                        AuditKind.CONNECTED + " " + session.id() + " [RIDER] over WEBSOCKET from 192.0.2.7");
    }

    @Test
    void who_is_not_let_in_is_noted_with_the_reason() {
        fleet.lifecycle.drain();

        assertThatThrownBy(() -> sessions.open(principal(Role.RIDER), ORIGIN)).isInstanceOf(Refused.class);

        assertThat(noted()).containsExactly("REFUSED null SERVER_DRAINING over WEBSOCKET from 192.0.2.7");
    }

    @Test
    void a_token_that_is_no_good_for_a_session_is_noted_and_not_what_it_was() {
        Session session = sessions.open(principal(Role.RIDER), ORIGIN);

        assertThatThrownBy(() -> sessions.refresh(session, new BearerToken("a-secret")))
                .isInstanceOf(Refused.class);

        assertThat(noted().get(0)).startsWith("TOKEN_REFUSED").doesNotContain("a-secret");
    }

    @Test
    void a_stranger_is_noted_by_address_and_not_by_what_they_sent() {
        assertThatThrownBy(() -> sessions.authenticate(new BearerToken("a-secret"), ORIGIN))
                .isInstanceOf(Refused.class);

        assertThat(noted(null)).containsExactly("REFUSED null AUTHENTICATION_FAILED over WEBSOCKET from 192.0.2.7");
    }

    @Test
    void strangers_cannot_fill_the_audit() {
        for (int i = 0; i < 500; i++) {
            assertThatThrownBy(() -> sessions.authenticate(new BearerToken("a-secret"), ORIGIN))
                    .isInstanceOf(Refused.class);
        }

        assertThat(noted(null)).hasSizeBetween(100, 250);
    }

    @Test
    void who_finds_no_room_is_noted() {
        sessions.turnedAway(principal(Role.RIDER), ORIGIN, FaultCode.SERVER_BUSY);

        assertThat(noted()).containsExactly("REFUSED null SERVER_BUSY over WEBSOCKET from 192.0.2.7");
    }

    @Test
    void what_operators_look_at_is_noted_and_what_others_look_at_is_not() {
        var trips = new TestTrips(fleet);
        TripId trip =
                trips.plan(new DriverId(UUID.randomUUID()), new RiderId(rider)).id();
        Principal operator = principal(Role.ADMIN);

        useCases.trips().find(operator, trip);
        useCases.trips().history(operator, trip);
        useCases.nearby().nearby(operator, new FindNearby.Query(new GeoPoint(6.5, 3.3), 500, Set.of(), DAY, 5));
        useCases.alerts().list(operator, new HandleAlerts.Query(Set.of(), Set.of(), Set.of(), null, null, 0, null, 5));
        useCases.audit().list(operator, new ReadAudit.Query(rider, Set.of(), null, null, null, 5));
        useCases.trips().find(principal(Role.RIDER), trip);

        assertThat(noted())
                .containsExactly(
                        "OPERATOR_READ null the audit of " + rider,
                        "OPERATOR_READ null alerts: 0",
                        "OPERATOR_READ null drivers nearby: 0",
                        "OPERATOR_READ null history of trip " + trip,
                        "OPERATOR_READ null trip " + trip);
    }

    @Test
    void an_operator_who_finds_nothing_has_seen_nothing() {
        var nowhere = new TripId(UUID.randomUUID());

        assertThatThrownBy(() -> useCases.trips().find(principal(Role.ADMIN), nowhere))
                .isInstanceOf(Refused.class);

        assertThat(noted()).isEmpty();
    }

    @Test
    void an_entry_carries_the_correlation_id_of_the_log() {
        MDC.put("correlationId", "order-7/a");
        try {
            sessions.open(principal(Role.RIDER), ORIGIN);
        } finally {
            MDC.remove("correlationId");
        }

        assertThat(fleet.audit.list(all(rider)).get(0).entry().correlation()).isEqualTo("order-7/a");
    }

    private Principal principal(Role role) {
        return new Principal(rider, Set.of(role), Instant.now().plusSeconds(3600));
    }

    private List<String> noted() {
        return noted(rider);
    }

    private List<String> noted(@Nullable UUID subject) {
        return fleet.audit.list(all(subject)).stream()
                .map(SessionAudit.Noted::entry)
                .map(entry -> entry.kind() + " " + entry.session() + " " + entry.detail())
                .toList();
    }

    private static SessionAudit.Filter all(@Nullable UUID subject) {
        return new SessionAudit.Filter(subject, Set.of(), Instant.EPOCH, Instant.MAX, Long.MAX_VALUE, 1000);
    }
}
