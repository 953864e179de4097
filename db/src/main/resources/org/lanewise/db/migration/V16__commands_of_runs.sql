-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- How a run was asked for: the command and its arguments, null where that was not told, as before this column; and what it might cost,
-- empty where its command has no budget. Neither holds who a database is opened as.
ALTER TABLE run_time ADD COLUMN IF NOT EXISTS words VARCHAR ARRAY;
ALTER TABLE run_time ADD COLUMN IF NOT EXISTS budget VARCHAR DEFAULT '' NOT NULL;
