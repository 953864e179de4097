-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- The same as H2's step of this number, where each column is explained.

ALTER TABLE trial ADD COLUMN predicted DOUBLE PRECISION;

CREATE TABLE peer_comparison (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id BIGINT NOT NULL REFERENCES machine (id),
    workload   VARCHAR NOT NULL,
    threads    INTEGER NOT NULL,
    cache      VARCHAR NOT NULL,
    stamp      BIGINT NOT NULL,
    CONSTRAINT peer_comparison_is_unique UNIQUE (machine_id, workload, threads, cache),
    CONSTRAINT peer_comparison_has_threads CHECK (threads > 0)
);

CREATE TABLE peer_time (
    comparison_id  BIGINT NOT NULL REFERENCES peer_comparison (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    contender      VARCHAR NOT NULL,
    implementation VARCHAR NOT NULL,
    same_layout    BOOLEAN NOT NULL,
    rounds_ns      DOUBLE PRECISION[] NOT NULL,
    PRIMARY KEY (comparison_id, ordinal)
);

CREATE TABLE run_time (
    run        UUID PRIMARY KEY,
    machine_id BIGINT NOT NULL REFERENCES machine (id),
    stamp      BIGINT NOT NULL,
    parts      VARCHAR[] NOT NULL,
    seconds    DOUBLE PRECISION[] NOT NULL,
    CONSTRAINT run_time_parts CHECK (CARDINALITY(parts) = CARDINALITY(seconds))
);
