-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.
-- There is no V13: that step is PostgreSQL's alone.

-- What the search's model expected of a trial: its speed by that of the fastest kernel of its workload known then; null where no
-- model was asked.
ALTER TABLE trial ADD COLUMN IF NOT EXISTS predicted DOUBLE PRECISION;

-- Lanewise beside other libraries on one workload, timed in turns: the last comparison counts.
CREATE TABLE IF NOT EXISTS peer_comparison (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    machine_id BIGINT NOT NULL REFERENCES machine (id),
    workload   VARCHAR NOT NULL,
    threads    INTEGER NOT NULL,
    cache      VARCHAR NOT NULL,
    stamp      BIGINT NOT NULL,
    CONSTRAINT peer_comparison_is_unique UNIQUE (machine_id, workload, threads, cache),
    CONSTRAINT peer_comparison_has_threads CHECK (threads > 0)
);

-- One contender that was right, Lanewise first; of each a time a round, so that the rounds of two can be held against each other.
CREATE TABLE IF NOT EXISTS peer_time (
    comparison_id  BIGINT NOT NULL REFERENCES peer_comparison (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    contender      VARCHAR NOT NULL,
    implementation VARCHAR NOT NULL,
    same_layout    BOOLEAN NOT NULL,
    rounds_ns      DOUBLE PRECISION ARRAY NOT NULL,
    PRIMARY KEY (comparison_id, ordinal)
);

-- What a run spent its search's time on: parts by their names, in the order of a trial.
CREATE TABLE IF NOT EXISTS run_time (
    run        UUID PRIMARY KEY,
    machine_id BIGINT NOT NULL REFERENCES machine (id),
    stamp      BIGINT NOT NULL,
    parts      VARCHAR ARRAY NOT NULL,
    seconds    DOUBLE PRECISION ARRAY NOT NULL,
    CONSTRAINT run_time_parts CHECK (CARDINALITY(parts) = CARDINALITY(seconds))
);
