-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- The same as H2's step of this number, where it is explained, and what makes the fleet's questions quick.

ALTER TABLE best ADD COLUMN generator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE best DROP CONSTRAINT best_is_unique;
ALTER TABLE best ADD CONSTRAINT best_is_unique UNIQUE (machine_id, suite, layout, cache, generator);
UPDATE best b SET generator = g.generator FROM (
    SELECT l.best_id, MIN(COALESCE(k.generator, 0)) AS generator
    FROM best_layer l JOIN best o ON o.id = l.best_id
    LEFT JOIN (
        SELECT machine_id, workload, schedule, MAX(generator) AS generator FROM trial
        GROUP BY machine_id, workload, schedule) k
    ON k.machine_id = o.machine_id AND k.workload = l.workload AND k.schedule = l.best_schedule
    GROUP BY l.best_id) g
WHERE b.id = g.best_id;

ALTER TABLE condemned_kernel ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
UPDATE condemned_kernel c SET stamp = t.stamp FROM (
    SELECT workload, schedule, generator, MAX(stamp) AS stamp FROM trial
    WHERE outcome = 'WRONG_RESULT'
        OR outcome = 'WORKER_DIED' AND message ~* 'exit code (132|134|135|136|139)|fatal error has been detected'
    GROUP BY workload, schedule, generator) t
WHERE c.workload = t.workload AND c.schedule = t.schedule AND c.generator = t.generator;
CREATE TABLE revalidated_kernel (
    machine_id BIGINT NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    workload   VARCHAR NOT NULL,
    schedule   VARCHAR NOT NULL,
    generator  INTEGER NOT NULL,
    stamp      BIGINT NOT NULL,
    PRIMARY KEY (machine_id, workload, schedule, generator)
);

-- Whether a job is there already, open or under its identity, and which wait: asked for each job of a submitter, and by each worker
-- with each sign of life.
CREATE INDEX fleet_job_by_work ON fleet_job (workload, kind, suite, layer);
CREATE INDEX fleet_job_waiting ON fleet_job (submitted) WHERE state = 'QUEUED';
CREATE INDEX scheduled_tasks_by_instance ON scheduled_tasks (task_instance);

-- When the last attempt ended; what is changed later, as by a person, is no part of it.
ALTER TABLE fleet_job ADD COLUMN ended TIMESTAMP WITH TIME ZONE;
UPDATE fleet_job SET ended = changed WHERE begun IS NOT NULL AND state <> 'RUNNING';
