-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- What changes times, too, and was not recorded before; empty where it was not.
ALTER TABLE machine ADD COLUMN IF NOT EXISTS stepping VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE machine ADD COLUMN IF NOT EXISTS hypervisor VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE machine DROP CONSTRAINT IF EXISTS machine_is_unique;
ALTER TABLE machine ADD CONSTRAINT machine_is_unique
    UNIQUE (cpu, stepping, hypervisor, isa, vector_bits, cores, os, jdk, jvm_flags);

-- The times of tied_schedules, in their order, and the fresh JVMs that they come from; empty in results of before.
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS tied_median_ns DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS tied_low_ns DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS tied_high_ns DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS tied_forks INTEGER ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer DROP CONSTRAINT IF EXISTS best_layer_ties;
ALTER TABLE best_layer ADD CONSTRAINT best_layer_ties CHECK (
    CARDINALITY(tied_median_ns) IN (0, CARDINALITY(tied_schedules))
    AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_low_ns)
    AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_high_ns)
    AND CARDINALITY(tied_median_ns) = CARDINALITY(tied_forks));

-- Kernels that have ended a JVM or computed something wrong, on whatever machine: no look-up chooses one. It follows from the
-- trials, and is a table because look-ups ask for it each time.
CREATE TABLE IF NOT EXISTS condemned_kernel (
    workload  VARCHAR NOT NULL,
    schedule  VARCHAR NOT NULL,
    generator INTEGER NOT NULL,
    PRIMARY KEY (workload, schedule, generator)
);
INSERT INTO condemned_kernel (workload, schedule, generator)
    SELECT DISTINCT t.workload, t.schedule, t.generator FROM trial t
    WHERE (t.outcome = 'WRONG_RESULT'
        OR t.outcome = 'WORKER_DIED' AND REGEXP_LIKE(t.message, 'exit code (132|134|135|136|139)|fatal error has been detected', 'i'))
        AND NOT EXISTS (
        SELECT 1 FROM condemned_kernel c
        WHERE c.workload = t.workload AND c.schedule = t.schedule AND c.generator = t.generator);
