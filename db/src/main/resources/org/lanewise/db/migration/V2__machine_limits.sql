-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- IF NOT EXISTS for the reason that V1 gives.

-- What so many threads of a machine can do at the most, measured: the roof that kernels are compared with.
CREATE TABLE IF NOT EXISTS machine_limits (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id  BIGINT NOT NULL REFERENCES machine (id),
    threads     INTEGER NOT NULL,
    peak_gflops DOUBLE PRECISION NOT NULL,
    measured_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    CONSTRAINT machine_limits_are_unique UNIQUE (machine_id, threads),
    CONSTRAINT machine_limits_have_threads CHECK (threads > 0),
    CONSTRAINT machine_limits_peak CHECK (peak_gflops > 0)
);

-- One level of the memory, nearest first.
CREATE TABLE IF NOT EXISTS memory_level (
    limits_id      BIGINT NOT NULL REFERENCES machine_limits (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    name           VARCHAR NOT NULL,
    capacity_bytes BIGINT NOT NULL,
    copy_gbs       DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (limits_id, ordinal),
    CONSTRAINT memory_level_capacity CHECK (capacity_bytes > 0),
    CONSTRAINT memory_level_bandwidth CHECK (copy_gbs > 0)
);
