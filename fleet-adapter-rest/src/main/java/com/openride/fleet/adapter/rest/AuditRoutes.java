package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.ReadAudit;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.SessionId;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows operators the audit. */
final class AuditRoutes {

    private static final List<Parameter> FILTER = List.of(
            Parameter.query("userId", "uuid", "only what this user did"),
            Parameter.query("kind", "string", "only entries of one of these kinds, separated by commas"),
            Parameter.query("from", "time", "the first instant; all that is kept, if absent"),
            Parameter.query("to", "time", "the first instant after; now, if absent"),
            Parameter.query("limit", "limit100", "at most so many entries"),
            Parameter.query("cursor", "string", "where the page before ended"));

    private final ReadAudit audit;

    AuditRoutes(ReadAudit audit) {
        this.audit = audit;
    }

    List<Route> all() {
        return List.of(Route.get(
                "/v1/admin/audit",
                "Lists who came, went, was refused, followed and looked at what, newest first; for operators.",
                FILTER,
                json(200, "A page of the audit.", "AuditPage"),
                this::list));
    }

    private void list(Call call) {
        call.principal().requireAny(Role.ADMIN);
        ReadAudit.Page page = audit.list(call.principal(), query(call));
        Long next = page.next();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("entries", page.entries().stream().map(AuditRoutes::entry).toList());
        fields.put("nextCursor", next == null ? null : Cursors.ofAudit(next));
        call.json(HttpStatus.OK, fields);
    }

    private static ReadAudit.Query query(Call call) {
        Fields fields = call.queryFields("userId", "user_id", "from", "to");
        return new ReadAudit.Query(
                fields.id("userId", "user_id"),
                call.among("kind", AuditKind.values()),
                fields.time("from"),
                fields.time("to"),
                Cursors.audit(call.query("cursor")),
                call.limit(50, 100));
    }

    private static Map<String, @Nullable Object> entry(AuditEntry entry) {
        UUID user = entry.subject();
        SessionId session = entry.session();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", Wire.time(entry.at()));
        fields.put("kind", entry.kind().name());
        fields.put("userId", user == null ? null : user.toString());
        fields.put("sessionId", session == null ? null : session.toString());
        fields.put("correlationId", entry.correlation());
        fields.put("detail", entry.detail());
        return fields;
    }
}
