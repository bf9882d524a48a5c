package com.openride.fleet.application.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.contract.SessionAuditContract;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemorySessionAuditTest implements SessionAuditContract {

    private final SessionAudit audit = new InMemorySessionAudit(1000);

    @Override
    public SessionAudit audit() {
        return audit;
    }

    @Test
    void past_the_cap_the_oldest_is_forgotten() {
        var small = new InMemorySessionAudit(2);
        for (int i = 0; i < 3; i++) {
            small.note(new AuditEntry(
                    Samples.NOON.plusSeconds(i),
                    AuditKind.CONNECTED,
                    UUID.randomUUID(),
                    null,
                    null,
                    Integer.toString(i)));
        }

        assertThat(small.list(new SessionAudit.Filter(
                        null, Set.of(), Samples.NOON, Samples.NOON.plusSeconds(9), Long.MAX_VALUE, 9)))
                .extracting(noted -> noted.entry().detail())
                .containsExactly("2", "1");
    }
}
