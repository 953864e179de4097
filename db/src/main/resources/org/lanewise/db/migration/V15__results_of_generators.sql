-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- Whose kernels a result chose among; 0 where that is not known. Of results from before this column it follows from the trials: of
-- each layer's winner the latest generator with which its machine has run it, and of the layers the earliest.
ALTER TABLE best ADD COLUMN IF NOT EXISTS generator INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_is_unique;
ALTER TABLE best ADD CONSTRAINT best_is_unique UNIQUE (machine_id, suite, layout, cache, generator);
MERGE INTO best b USING (
    SELECT l.best_id, MIN(COALESCE(k.generator, 0)) AS generator
    FROM best_layer l JOIN best o ON o.id = l.best_id
    LEFT JOIN (
        SELECT machine_id, workload, schedule, MAX(generator) AS generator FROM trial
        GROUP BY machine_id, workload, schedule) k
    ON k.machine_id = o.machine_id AND k.workload = l.workload AND k.schedule = l.best_schedule
    GROUP BY l.best_id) g
ON b.id = g.best_id
WHEN MATCHED AND b.generator = 0 THEN UPDATE SET b.generator = g.generator;

-- When a kernel was condemned last, and when a machine has measured it again since: there it may be chosen anew.
ALTER TABLE condemned_kernel ADD COLUMN IF NOT EXISTS stamp BIGINT DEFAULT 0 NOT NULL;
MERGE INTO condemned_kernel c USING (
    SELECT workload, schedule, generator, MAX(stamp) AS stamp FROM trial
    WHERE outcome = 'WRONG_RESULT'
        OR outcome = 'WORKER_DIED' AND REGEXP_LIKE(message, 'exit code (132|134|135|136|139)|fatal error has been detected', 'i')
    GROUP BY workload, schedule, generator) t
ON c.workload = t.workload AND c.schedule = t.schedule AND c.generator = t.generator
WHEN MATCHED THEN UPDATE SET c.stamp = t.stamp;
CREATE TABLE IF NOT EXISTS revalidated_kernel (
    machine_id BIGINT NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    workload   VARCHAR NOT NULL,
    schedule   VARCHAR NOT NULL,
    generator  INTEGER NOT NULL,
    stamp      BIGINT NOT NULL,
    PRIMARY KEY (machine_id, workload, schedule, generator)
);
