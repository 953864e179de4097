-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- IF NOT EXISTS throughout: H2 commits each statement by itself, so a kill in the middle leaves a part of the tables,
-- and the next start runs this file again.

-- What a measurement depends on besides workload and schedule. Equal in all columns means the same machine.
CREATE TABLE IF NOT EXISTS machine (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cpu         VARCHAR NOT NULL,
    isa         VARCHAR NOT NULL,
    vector_bits INTEGER NOT NULL,
    cores       INTEGER NOT NULL,
    os          VARCHAR NOT NULL,
    jdk         VARCHAR NOT NULL,
    jvm_flags   VARCHAR ARRAY NOT NULL,
    CONSTRAINT machine_is_unique UNIQUE (cpu, isa, vector_bits, cores, os, jdk, jvm_flags),
    CONSTRAINT machine_has_vectors CHECK (vector_bits > 0),
    CONSTRAINT machine_has_cores CHECK (cores > 0)
);

-- One candidate and what became of it; the columns after outcome belong to one or another outcome and are null for the rest.
CREATE TABLE IF NOT EXISTS trial (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id     BIGINT NOT NULL REFERENCES machine (id),
    workload       VARCHAR NOT NULL,
    schedule       VARCHAR NOT NULL,
    stage          VARCHAR NOT NULL,
    strategy       VARCHAR NOT NULL,
    seed           BIGINT NOT NULL,
    finished_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    outcome        VARCHAR NOT NULL,
    message        VARCHAR,
    bytes_per_call BIGINT,
    limit_ms       BIGINT,
    median_ns      DOUBLE PRECISION,
    low_ns         DOUBLE PRECISION,
    high_ns        DOUBLE PRECISION,
    samples_ns     DOUBLE PRECISION ARRAY,
    warm_up_ms     DOUBLE PRECISION,
    CONSTRAINT trial_stage CHECK (stage IN ('SCREEN', 'CONFIRM')),
    CONSTRAINT trial_estimate CHECK (0 < low_ns AND low_ns <= median_ns AND median_ns <= high_ns),
    CONSTRAINT trial_outcome CHECK (
        CASE outcome
            WHEN 'MEASURED' THEN median_ns IS NOT NULL AND low_ns IS NOT NULL AND high_ns IS NOT NULL
                AND samples_ns IS NOT NULL AND warm_up_ms IS NOT NULL
            WHEN 'COMPILE_FAILED' THEN message IS NOT NULL
            WHEN 'WRONG_RESULT' THEN message IS NOT NULL
            WHEN 'NOT_INTRINSIFIED' THEN bytes_per_call IS NOT NULL
            WHEN 'TIMED_OUT' THEN limit_ms IS NOT NULL
            WHEN 'WORKER_DIED' THEN message IS NOT NULL
            ELSE FALSE
        END)
);

CREATE INDEX IF NOT EXISTS trial_by_workload ON trial (machine_id, workload);

-- The result of tuning one suite in one layout on one machine.
CREATE TABLE IF NOT EXISTS best (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id  BIGINT NOT NULL REFERENCES machine (id),
    suite       VARCHAR NOT NULL,
    layout      VARCHAR NOT NULL,
    peak_gflops DOUBLE PRECISION NOT NULL,
    saved_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    CONSTRAINT best_is_unique UNIQUE (machine_id, suite, layout),
    CONSTRAINT best_layout CHECK (layout IN ('nchw', 'nhwc', 'nchw8c', 'nchw16c'))
);

CREATE TABLE IF NOT EXISTS best_layer (
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
    PRIMARY KEY (best_id, ordinal),
    CONSTRAINT best_layer_best CHECK (
        0 < best_low_ns AND best_low_ns <= best_median_ns AND best_median_ns <= best_high_ns),
    CONSTRAINT best_layer_initial CHECK (
        0 < initial_low_ns AND initial_low_ns <= initial_median_ns AND initial_median_ns <= initial_high_ns)
);
