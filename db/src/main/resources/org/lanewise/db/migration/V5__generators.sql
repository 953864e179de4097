-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- Which generator made the kernel: of another, the same schedule is other code. What was measured before this column was the first's.
ALTER TABLE trial ADD COLUMN IF NOT EXISTS generator INTEGER DEFAULT 1 NOT NULL;
