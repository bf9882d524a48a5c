-- Trips with their riders, halts and journals, the events still to be told, and drivers with where they are now.
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE TABLE trip (
    id uuid PRIMARY KEY,
    driver_id uuid NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    pickup geometry(Point, 4326) NOT NULL,
    dropoff geometry(Point, 4326) NOT NULL,
    route geometry(LineString, 4326),
    scheduled_time timestamptz,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    arrived_at timestamptz,
    pickup_time timestamptz,
    completed_at timestamptz,
    cancelled_at timestamptz,
    announced_eta timestamptz,
    distance_meters bigint
);

CREATE INDEX trip_of_driver ON trip (driver_id, created_at DESC, id DESC);
CREATE INDEX trip_open_of_driver ON trip (driver_id) WHERE status NOT IN ('COMPLETED', 'CANCELLED');
CREATE INDEX trip_open ON trip (created_at DESC, id DESC) WHERE status NOT IN ('COMPLETED', 'CANCELLED');

-- created_at is the trip's own, here so that a rider's trips can be told in order from one index.
CREATE TABLE trip_rider (
    trip_id uuid NOT NULL REFERENCES trip,
    place smallint NOT NULL,
    rider_id uuid NOT NULL,
    booking_id uuid,
    pickup geometry(Point, 4326) NOT NULL,
    dropoff geometry(Point, 4326) NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (trip_id, place)
);

CREATE INDEX trip_of_rider ON trip_rider (rider_id, created_at DESC, trip_id DESC);
CREATE INDEX trip_of_booking ON trip_rider (booking_id, created_at DESC, trip_id DESC) WHERE booking_id IS NOT NULL;

CREATE TABLE trip_stop (
    trip_id uuid NOT NULL REFERENCES trip,
    place smallint NOT NULL,
    point geometry(Point, 4326) NOT NULL,
    name text,
    planned_offset_millis bigint,
    PRIMARY KEY (trip_id, place)
);

-- The journal. Never changes once written.
CREATE TABLE trip_transition (
    trip_id uuid NOT NULL REFERENCES trip,
    version bigint NOT NULL,
    from_status text,
    to_status text NOT NULL,
    at timestamptz NOT NULL,
    by_subject uuid NOT NULL,
    by_role text NOT NULL,
    location geometry(Point, 4326),
    eta timestamptz,
    reason text,
    idempotency_key text,
    PRIMARY KEY (trip_id, version)
);

-- Events still to be told; the relay deletes what it has told, so it stays short.
CREATE TABLE outbox_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL,
    type text NOT NULL,
    trip_id uuid,
    at timestamptz NOT NULL,
    names text[] NOT NULL,
    contents text[] NOT NULL
);

CREATE TABLE driver (
    id uuid PRIMARY KEY,
    declared text NOT NULL,
    signed_off_on_trip boolean NOT NULL,
    unreachable boolean NOT NULL,
    last_seen_at timestamptz NOT NULL
);

-- Where drivers are now: one row each, updated in place.
CREATE TABLE driver_position (
    driver_id uuid PRIMARY KEY,
    point geography(Point, 4326) NOT NULL,
    recorded_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    bearing real,
    speed real,
    accuracy real,
    altitude real,
    doubts smallint NOT NULL,
    status text NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX driver_position_place ON driver_position USING gist (point);
