-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.
-- There is no V11: from here on the steps of both systems have the same numbers.

-- Which run recorded a trial; null where none was told, as before this column.
ALTER TABLE trial ADD COLUMN IF NOT EXISTS run UUID;
