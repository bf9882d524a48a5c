-- Every accepted fix, by the day on which it was recorded. Partitions are made ahead and dropped by the service; there is
-- no default partition, since one would keep others from being detached without a lock.

CREATE TABLE fix (
    driver_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    point geometry(Point, 4326) NOT NULL,
    bearing real,
    speed real,
    accuracy real,
    altitude real,
    doubts smallint NOT NULL,
    PRIMARY KEY (driver_id, recorded_at)
) PARTITION BY RANGE (recorded_at);
