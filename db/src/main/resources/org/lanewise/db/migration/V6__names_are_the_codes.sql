-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- Which stages, states of the caches, outcomes and layouts there are is the code's matter: it refuses names that it does not know,
-- and a list of them here would need a step like this one for each new name.
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_stage;
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_cache;
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_outcome;
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_layout;
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_cache;

-- What trial_outcome said beside the names: a time is there with all that belongs to it, or not at all.
ALTER TABLE trial DROP CONSTRAINT IF EXISTS trial_time_is_whole;
ALTER TABLE trial ADD CONSTRAINT trial_time_is_whole CHECK (
    (median_ns IS NULL) = (low_ns IS NULL)
    AND (median_ns IS NULL) = (high_ns IS NULL)
    AND (median_ns IS NULL) = (samples_ns IS NULL)
    AND (median_ns IS NULL) = (warm_up_ms IS NULL));
