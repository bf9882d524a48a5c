package com.openride.fleet.application.session;

import static com.openride.fleet.domain.access.Role.ADMIN;
import static com.openride.fleet.domain.access.Role.DRIVER;
import static com.openride.fleet.domain.access.Role.RIDER;
import static com.openride.fleet.domain.access.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionKeepingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ClientOrigin PHONE = new ClientOrigin("192.0.2.1", Transport.WEBSOCKET);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final OpenSession sessions = fleet.useCases().sessions();
    private final UUID subject = UUID.randomUUID();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_good_token_says_who_it_belongs_to_and_an_old_one_does_not() {
        BearerToken token = fleet.tokens.of(subject, DRIVER, RIDER);

        Principal principal = sessions.authenticate(token);
        assertThat(principal.subject()).isEqualTo(subject);
        assertThat(principal.roles()).containsExactlyInAnyOrder(DRIVER, RIDER);

        clock.pass(Duration.ofHours(2));
        assertRefused(FaultCode.TOKEN_EXPIRED, () -> sessions.authenticate(token));
    }

    @Test
    void drivers_riders_and_operators_are_let_in_each_with_a_session_of_their_own() {
        Session one = open(DRIVER);
        Session two = open(RIDER);
        Session three = open(ADMIN);

        assertThat(Set.of(one.id(), two.id(), three.id())).hasSize(3);
        assertThat(one.origin()).isEqualTo(PHONE);
        assertThat(one.openedAt()).isEqualTo(NOON);
        assertThat(fleet.sessions.here()).isEqualTo(3);
    }

    @Test
    void a_service_opens_no_socket() { // AUTH-19
        assertRefused(FaultCode.AUTHENTICATION_FAILED, () -> open(SERVICE));
        assertThat(fleet.sessions.here()).isZero();
    }

    @Test
    void a_driver_holds_three_connections_and_no_fourth_until_one_is_gone() {
        Session first = open(DRIVER);
        open(DRIVER);
        open(DRIVER);

        assertRefused(FaultCode.MAX_CONNECTIONS_EXCEEDED, () -> open(DRIVER));
        assertThat(fleet.sessions.connections(new DriverId(subject))).isEqualTo(3);

        sessions.close(first, Departure.CLIENT_LEFT);
        open(DRIVER);
        assertThat(fleet.sessions.connections(new DriverId(subject))).isEqualTo(3);
    }

    @Test
    void a_driver_who_rides_too_counts_as_a_driver() {
        IntStream.range(0, 3).forEach(i -> open(DRIVER, RIDER));

        assertRefused(FaultCode.MAX_CONNECTIONS_EXCEEDED, () -> open(DRIVER));
    }

    @Test
    void riders_and_operators_may_hold_many() {
        IntStream.range(0, 10).forEach(i -> open(RIDER));

        assertThat(fleet.sessions.here()).isEqualTo(10);
    }

    @Test
    void closing_twice_is_closing_once() {
        Session first = open(DRIVER);
        open(DRIVER);

        sessions.close(first, Departure.CLIENT_LEFT);
        sessions.close(first, Departure.CLIENT_LEFT);

        assertThat(fleet.sessions.connections(new DriverId(subject))).isEqualTo(1);
    }

    @Test
    void an_instance_that_is_going_away_lets_nobody_in_and_throws_nobody_out() {
        Session before = open(DRIVER);
        fleet.lifecycle.drain();

        assertRefused(FaultCode.SERVER_DRAINING, () -> open(RIDER));
        assertThat(fleet.sessions.here()).isEqualTo(1);
        assertThat(sessions.refresh(before, fleet.tokens.of(subject, DRIVER)).id())
                .isEqualTo(before.id());
    }

    @Test
    void a_fresh_token_of_the_same_subject_extends_the_session_and_adds_no_role() {
        Session session = open(RIDER);
        Instant later = NOON.plus(Duration.ofHours(9));

        Session refreshed = sessions.refresh(session, fleet.tokens.of(subject, later, RIDER, ADMIN));

        assertThat(refreshed.id()).isEqualTo(session.id());
        assertThat(refreshed.principal().expiresAt()).isEqualTo(later);
        assertThat(refreshed.principal().roles()).containsExactly(RIDER);
    }

    @Test
    void a_token_of_another_or_with_less_does_not_extend_the_session() { // AUTH-23
        Session session = open(DRIVER, RIDER);

        assertRefused(
                FaultCode.UNAUTHORIZED,
                () -> sessions.refresh(session, fleet.tokens.of(UUID.randomUUID(), DRIVER, RIDER)));
        assertRefused(FaultCode.UNAUTHORIZED, () -> sessions.refresh(session, fleet.tokens.of(subject, RIDER)));
        assertRefused(
                FaultCode.TOKEN_EXPIRED,
                () -> sessions.refresh(session, fleet.tokens.of(subject, NOON.minusMillis(1), DRIVER, RIDER)));
    }

    private Session open(Role... roles) {
        return sessions.open(TestTrips.principal(subject, roles), PHONE);
    }

    private static void assertRefused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
