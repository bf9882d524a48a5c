-- Alerts as they were raised, and the steps since. One row counts the versions of all, so that they have no gap and
-- become visible in order.

CREATE TABLE alert_counter (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    version bigint NOT NULL
);

INSERT INTO alert_counter (version) VALUES (0);

CREATE TABLE alert (
    number bigint PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    version bigint NOT NULL,
    status text NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    driver_id uuid NOT NULL,
    trip_id uuid,
    key text NOT NULL,
    at timestamptz NOT NULL,
    by_subject uuid,
    by_role text,
    location geometry(Point, 4326),
    message text,
    late boolean NOT NULL,
    figure_names text[] NOT NULL,
    figures double precision[] NOT NULL
);

CREATE UNIQUE INDEX alert_open ON alert (key) WHERE status <> 'RESOLVED';
CREATE INDEX alert_of_driver ON alert (driver_id, number DESC);
CREATE INDEX alert_of_trip ON alert (trip_id, number DESC) WHERE trip_id IS NOT NULL;

CREATE TABLE alert_step (
    version bigint PRIMARY KEY,
    alert_number bigint NOT NULL REFERENCES alert,
    to_status text NOT NULL,
    by_subject uuid,
    by_role text,
    at timestamptz NOT NULL,
    note text,
    figure_names text[] NOT NULL,
    figures double precision[] NOT NULL
);

CREATE INDEX alert_step_of_alert ON alert_step (alert_number, version);

CREATE TABLE share_link (
    token_hash text PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    trip_id uuid NOT NULL,
    rider_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    views bigint NOT NULL
);

CREATE INDEX share_link_of_trip ON share_link (trip_id, rider_id, number);
