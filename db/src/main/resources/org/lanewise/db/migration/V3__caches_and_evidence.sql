-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- What the caches held when a timed run began. What was measured before this column was measured hot.
ALTER TABLE trial ADD COLUMN IF NOT EXISTS cache VARCHAR DEFAULT 'hot' NOT NULL;
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_cache;
ALTER TABLE trial ADD CONSTRAINT trial_cache CHECK (cache IN ('hot', 'cold'));

-- CONTROL times the same kernel again and again to tell how steady the machine is; RESCREEN replaces a SCREEN of a disturbed
-- moment; APPLICATION is the winner in a plain application's JVM.
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_stage;
ALTER TABLE trial ADD CONSTRAINT trial_stage CHECK (stage IN ('SCREEN', 'RESCREEN', 'CONTROL', 'CONFIRM', 'APPLICATION'));

ALTER TABLE best ADD COLUMN IF NOT EXISTS cache VARCHAR DEFAULT 'hot' NOT NULL;
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_cache;
ALTER TABLE best ADD CONSTRAINT best_cache CHECK (cache IN ('hot', 'cold'));
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_is_unique;
ALTER TABLE best ADD CONSTRAINT best_is_unique UNIQUE (machine_id, suite, layout, cache);

-- How far a layer's figures can be trusted. A mode is a speed that some JVMs ran at: its time, and how many they were.
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS tied_schedules VARCHAR ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS best_mode_ns DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS best_mode_jvms INTEGER ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS initial_mode_ns DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS initial_mode_jvms INTEGER ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS application_ratio DOUBLE PRECISION;
ALTER TABLE best_layer DROP CONSTRAINT IF EXISTS best_layer_evidence;
ALTER TABLE best_layer ADD CONSTRAINT best_layer_evidence CHECK (
    CARDINALITY(best_mode_ns) = CARDINALITY(best_mode_jvms)
    AND CARDINALITY(initial_mode_ns) = CARDINALITY(initial_mode_jvms)
    AND (application_ratio IS NULL OR application_ratio > 0));
