-- Who came, went, was refused and followed whom.

CREATE TABLE session_audit (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    subject uuid NOT NULL,
    session uuid,
    detail text
);

CREATE INDEX session_audit_of_subject ON session_audit (subject, number DESC);
CREATE INDEX session_audit_at ON session_audit USING brin (at);
