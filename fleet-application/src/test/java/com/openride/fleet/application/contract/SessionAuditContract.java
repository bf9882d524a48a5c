package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.application.port.out.SessionAudit.Filter;
import com.openride.fleet.application.port.out.SessionAudit.Noted;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What every {@link SessionAudit} must do, whatever it is built on. */
public interface SessionAuditContract {

    /** Keeps at least a thousand entries. */
    SessionAudit audit();

    /** Another instance of the same fleet; {@link #audit()} itself when there is only one. */
    default SessionAudit elsewhere() {
        return audit();
    }

    /** Waits for what was noted to be written. */
    default void settle() {}

    @Test
    default void an_entry_says_what_was_noted() {
        UUID subject = UUID.randomUUID();
        var full = new AuditEntry(
                NOON,
                AuditKind.CONNECTED,
                subject,
                new SessionId(UUID.randomUUID()),
                "order-7/a",
                "[RIDER] over WEBSOCKET, \"ü\"");
        var bare = new AuditEntry(NOON.plusMillis(1), AuditKind.REFUSED, subject, null, null, null);
        note(full, bare);

        assertThat(elsewhere().list(of(subject, 10))).extracting(Noted::entry).containsExactly(bare, full);
    }

    @Test
    default void what_a_stranger_did_is_listed_with_everybody_and_is_no_users() {
        String address = "192.0.2." + ThreadLocalRandom.current().nextInt(256) + " " + UUID.randomUUID();
        var stranger = new AuditEntry(at(0), AuditKind.REFUSED, null, null, null, address);
        note(stranger);

        assertThat(entries(new Filter(null, Set.of(AuditKind.REFUSED), at(0), at(1), Long.MAX_VALUE, 100)))
                .contains(stranger);
        assertThat(entries(of(UUID.randomUUID(), 100))).isEmpty();
    }

    @Test
    default void only_what_every_part_of_the_filter_admits_is_listed() {
        UUID subject = UUID.randomUUID();
        AuditEntry connected = entry(subject, AuditKind.CONNECTED, 0);
        AuditEntry refused = entry(subject, AuditKind.REFUSED, 1);
        AuditEntry left = entry(subject, AuditKind.DISCONNECTED, 2);
        note(connected, refused, left, entry(UUID.randomUUID(), AuditKind.REFUSED, 1));

        assertThat(entries(new Filter(subject, Set.of(AuditKind.REFUSED), at(0), at(9), Long.MAX_VALUE, 10)))
                .containsExactly(refused);
        assertThat(entries(new Filter(subject, Set.of(), at(1), at(2), Long.MAX_VALUE, 10)))
                .containsExactly(refused);
        assertThat(entries(new Filter(subject, Set.of(), at(1), at(3), Long.MAX_VALUE, 10)))
                .containsExactly(left, refused);
        assertThat(entries(new Filter(null, Set.of(AuditKind.DISCONNECTED), at(0), at(9), Long.MAX_VALUE, 10)))
                .contains(left)
                .doesNotContain(connected);
    }

    @Test
    default void page_after_page_tells_everything_once() {
        UUID subject = UUID.randomUUID();
        for (int second = 0; second < 7; second++) {
            note(entry(subject, AuditKind.SUBSCRIBED, second));
        }

        List<Noted> first = audit().list(of(subject, 3));
        List<Noted> second = audit().list(
                        new Filter(subject, Set.of(), at(0), at(9), first.get(2).number(), 10));

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(4).doesNotContainAnyElementsOf(first);
        assertThat(first.get(0).entry().at()).isEqualTo(at(6));
    }

    private void note(AuditEntry... entries) {
        for (AuditEntry entry : entries) {
            audit().note(entry);
        }
        settle();
    }

    private List<AuditEntry> entries(Filter filter) {
        return audit().list(filter).stream().map(Noted::entry).toList();
    }

    private static Filter of(UUID subject, int limit) {
        return new Filter(subject, Set.of(), NOON.minusSeconds(1), NOON.plusSeconds(60), Long.MAX_VALUE, limit);
    }

    private static AuditEntry entry(UUID subject, AuditKind kind, int second) {
        return new AuditEntry(at(second), kind, subject, null, null, null);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
