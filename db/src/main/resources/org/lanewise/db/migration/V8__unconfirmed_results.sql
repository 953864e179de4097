-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- Fresh JVMs that a layer's best time comes from; 0 where it is the search's own and nothing has confirmed it. Results from before
-- this column were all confirmed, in how many JVMs was not written down.
ALTER TABLE best_layer ADD COLUMN IF NOT EXISTS forks INTEGER;
ALTER TABLE best_layer DROP CONSTRAINT IF EXISTS best_layer_forks;
ALTER TABLE best_layer ADD CONSTRAINT best_layer_forks CHECK (forks >= 0);
