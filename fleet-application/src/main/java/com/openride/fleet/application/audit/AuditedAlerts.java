package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.HandleAlerts;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import org.jspecify.annotations.Nullable;

/** Notes that operators looked at alerts. What they do with one is kept with the alert. */
final class AuditedAlerts implements HandleAlerts {

    private final HandleAlerts plain;
    private final Notes notes;

    AuditedAlerts(HandleAlerts plain, Notes notes) {
        this.plain = plain;
        this.notes = notes;
    }

    @Override
    public Page list(Principal principal, Query query) {
        Page page = plain.list(principal, query);
        notes.read(
                principal, "alerts: " + (page.alerts().size() + page.notStored().size()));
        return page;
    }

    @Override
    public Alert acknowledge(Principal principal, AlertId alert, @Nullable String note) {
        return plain.acknowledge(principal, alert, note);
    }

    @Override
    public Alert resolve(Principal principal, AlertId alert, @Nullable String note) {
        return plain.resolve(principal, alert, note);
    }
}
