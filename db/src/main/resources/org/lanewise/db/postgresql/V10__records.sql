-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- The tables of H2's steps up to V10, where each column is explained. Times are texts of ISO 8601, since PostgreSQL keeps no nanoseconds.

CREATE TABLE machine (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cpu         VARCHAR NOT NULL,
    stepping    VARCHAR NOT NULL DEFAULT '',
    hypervisor  VARCHAR NOT NULL DEFAULT '',
    isa         VARCHAR NOT NULL,
    vector_bits INTEGER NOT NULL,
    cores       INTEGER NOT NULL,
    os          VARCHAR NOT NULL,
    jdk         VARCHAR NOT NULL,
    jvm_flags   VARCHAR[] NOT NULL,
    CONSTRAINT machine_is_unique UNIQUE (cpu, stepping, hypervisor, isa, vector_bits, cores, os, jdk, jvm_flags),
    CONSTRAINT machine_has_vectors CHECK (vector_bits > 0),
    CONSTRAINT machine_has_cores CHECK (cores > 0)
);

CREATE TABLE trial (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uid            UUID NOT NULL,
    stamp          BIGINT NOT NULL,
    machine_id     BIGINT NOT NULL REFERENCES machine (id),
    workload       VARCHAR NOT NULL,
    schedule       VARCHAR NOT NULL,
    generator      INTEGER NOT NULL,
    stage          VARCHAR NOT NULL,
    cache          VARCHAR NOT NULL,
    strategy       VARCHAR NOT NULL,
    seed           BIGINT NOT NULL,
    finished_at    VARCHAR NOT NULL,
    outcome        VARCHAR NOT NULL,
    message        VARCHAR,
    bytes_per_call BIGINT,
    limit_ms       BIGINT,
    median_ns      DOUBLE PRECISION,
    low_ns         DOUBLE PRECISION,
    high_ns        DOUBLE PRECISION,
    samples_ns     DOUBLE PRECISION[],
    warm_up_ms     DOUBLE PRECISION,
    CONSTRAINT trial_estimate CHECK (0 < low_ns AND low_ns <= median_ns AND median_ns <= high_ns),
    CONSTRAINT trial_time_is_whole CHECK (
        (median_ns IS NULL) = (low_ns IS NULL)
        AND (median_ns IS NULL) = (high_ns IS NULL)
        AND (median_ns IS NULL) = (samples_ns IS NULL)
        AND (median_ns IS NULL) = (warm_up_ms IS NULL))
);
CREATE INDEX trial_by_workload ON trial (machine_id, workload);
CREATE UNIQUE INDEX trial_by_uid ON trial (uid);
CREATE INDEX trial_by_stamp ON trial (stamp);

CREATE TABLE condemned_kernel (
    workload  VARCHAR NOT NULL,
    schedule  VARCHAR NOT NULL,
    generator INTEGER NOT NULL,
    PRIMARY KEY (workload, schedule, generator)
);

CREATE TABLE best (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id  BIGINT NOT NULL REFERENCES machine (id),
    suite       VARCHAR NOT NULL,
    layout      VARCHAR NOT NULL,
    cache       VARCHAR NOT NULL,
    peak_gflops DOUBLE PRECISION NOT NULL,
    saved_at    VARCHAR NOT NULL,
    stamp       BIGINT NOT NULL,
    CONSTRAINT best_is_unique UNIQUE (machine_id, suite, layout, cache)
);

CREATE TABLE best_layer (
    best_id           BIGINT NOT NULL REFERENCES best (id) ON DELETE CASCADE,
    ordinal           INTEGER NOT NULL,
    layer             VARCHAR NOT NULL,
    workload          VARCHAR NOT NULL,
    best_schedule     VARCHAR NOT NULL,
    best_median_ns    DOUBLE PRECISION NOT NULL,
    best_low_ns       DOUBLE PRECISION NOT NULL,
    best_high_ns      DOUBLE PRECISION NOT NULL,
    initial_schedule  VARCHAR NOT NULL,
    initial_median_ns DOUBLE PRECISION NOT NULL,
    initial_low_ns    DOUBLE PRECISION NOT NULL,
    initial_high_ns   DOUBLE PRECISION NOT NULL,
    tied_schedules    VARCHAR[] NOT NULL,
    tied_median_ns    DOUBLE PRECISION[] NOT NULL,
    tied_low_ns       DOUBLE PRECISION[] NOT NULL,
    tied_high_ns      DOUBLE PRECISION[] NOT NULL,
    tied_forks        INTEGER[] NOT NULL,
    best_mode_ns      DOUBLE PRECISION[] NOT NULL,
    best_mode_jvms    INTEGER[] NOT NULL,
    initial_mode_ns   DOUBLE PRECISION[] NOT NULL,
    initial_mode_jvms INTEGER[] NOT NULL,
    application_ratio DOUBLE PRECISION,
    forks             INTEGER,
    PRIMARY KEY (best_id, ordinal),
    CONSTRAINT best_layer_best CHECK (
        0 < best_low_ns AND best_low_ns <= best_median_ns AND best_median_ns <= best_high_ns),
    CONSTRAINT best_layer_initial CHECK (
        0 < initial_low_ns AND initial_low_ns <= initial_median_ns AND initial_median_ns <= initial_high_ns),
    CONSTRAINT best_layer_evidence CHECK (
        CARDINALITY(best_mode_ns) = CARDINALITY(best_mode_jvms)
        AND CARDINALITY(initial_mode_ns) = CARDINALITY(initial_mode_jvms)
        AND (application_ratio IS NULL OR application_ratio > 0)),
    CONSTRAINT best_layer_ties CHECK (
        CARDINALITY(tied_median_ns) IN (0, CARDINALITY(tied_schedules))
        AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_low_ns)
        AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_high_ns)
        AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_forks)),
    CONSTRAINT best_layer_forks CHECK (forks >= 0)
);

CREATE TABLE machine_limits (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id  BIGINT NOT NULL REFERENCES machine (id),
    threads     INTEGER NOT NULL,
    peak_gflops DOUBLE PRECISION NOT NULL,
    measured_at VARCHAR NOT NULL,
    stamp       BIGINT NOT NULL,
    CONSTRAINT machine_limits_are_unique UNIQUE (machine_id, threads),
    CONSTRAINT machine_limits_have_threads CHECK (threads > 0),
    CONSTRAINT machine_limits_peak CHECK (peak_gflops > 0)
);

CREATE TABLE memory_level (
    limits_id      BIGINT NOT NULL REFERENCES machine_limits (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    name           VARCHAR NOT NULL,
    capacity_bytes BIGINT NOT NULL,
    copy_gbs       DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (limits_id, ordinal),
    CONSTRAINT memory_level_capacity CHECK (capacity_bytes > 0),
    CONSTRAINT memory_level_bandwidth CHECK (copy_gbs > 0)
);
