-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- uid: what tells a trial from all others anywhere, so that histories merge. Trials from before this column get theirs from what they
-- hold, so that two copies of one database agree.
-- stamp: when, in nanoseconds since 1970, but always later than what the database held before: the order in which trials were
-- recorded and results saved, also where a clock was set back, and after histories were merged.

ALTER TABLE trial ADD COLUMN IF NOT EXISTS uid UUID;
ALTER TABLE trial ADD COLUMN IF NOT EXISTS stamp BIGINT;

UPDATE trial t SET uid = CAST(SUBSTRING(HASH('SHA-256', CONCAT_WS('|', t.id,
    (SELECT CONCAT_WS('|', m.cpu, m.isa, m.vector_bits, m.cores, m.os, m.jdk) FROM machine m WHERE m.id = t.machine_id),
    t.workload, t.schedule, t.stage, t.cache, t.strategy, t.seed, t.outcome,
    CAST(EXTRACT(EPOCH FROM t.finished_at) * 1000000000 AS BIGINT), t.median_ns)) FROM 1 FOR 16) AS UUID)
WHERE t.uid IS NULL;

MERGE INTO trial t USING (
    SELECT id, MAX(CAST(EXTRACT(EPOCH FROM finished_at) * 1000000000 AS BIGINT) - id) OVER (ORDER BY id) + id AS later FROM trial) o
ON t.id = o.id
WHEN MATCHED AND t.stamp IS NULL THEN UPDATE SET t.stamp = o.later;

ALTER TABLE trial ALTER COLUMN uid SET NOT NULL;
ALTER TABLE trial ALTER COLUMN stamp SET NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS trial_by_uid ON trial (uid);
CREATE INDEX IF NOT EXISTS trial_by_stamp ON trial (stamp);

ALTER TABLE best ADD COLUMN IF NOT EXISTS stamp BIGINT;
MERGE INTO best b USING (
    SELECT id, MAX(CAST(EXTRACT(EPOCH FROM saved_at) * 1000000000 AS BIGINT) - id) OVER (ORDER BY id) + id AS later FROM best) o
ON b.id = o.id
WHEN MATCHED AND b.stamp IS NULL THEN UPDATE SET b.stamp = o.later;
ALTER TABLE best ALTER COLUMN stamp SET NOT NULL;

ALTER TABLE machine_limits ADD COLUMN IF NOT EXISTS stamp BIGINT;
MERGE INTO machine_limits l USING (
    SELECT id, MAX(CAST(EXTRACT(EPOCH FROM measured_at) * 1000000000 AS BIGINT) - id) OVER (ORDER BY id) + id AS later FROM machine_limits) o
ON l.id = o.id
WHEN MATCHED AND l.stamp IS NULL THEN UPDATE SET l.stamp = o.later;
ALTER TABLE machine_limits ALTER COLUMN stamp SET NOT NULL;
