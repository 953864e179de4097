-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- The same as H2's step of this number, where each column is explained.

ALTER TABLE run_time ADD COLUMN words VARCHAR[];
ALTER TABLE run_time ADD COLUMN budget VARCHAR NOT NULL DEFAULT '';
