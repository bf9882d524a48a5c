-- Tokens that are nobody's are noted too, and each entry with the id by which its request is found in the log.

ALTER TABLE session_audit ALTER COLUMN subject DROP NOT NULL;
ALTER TABLE session_audit ADD COLUMN correlation text;

CREATE INDEX session_audit_of_kind ON session_audit (kind, number DESC);
