-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- What an application records for tuning has layers of several layouts.
ALTER TABLE best DROP CONSTRAINT IF EXISTS best_layout;
ALTER TABLE best ADD CONSTRAINT best_layout CHECK (layout IN ('nchw', 'nhwc', 'nchw8c', 'nchw16c', 'mixed'));
