-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.

-- Whose attempt at a job it is: what an attempt comes to that lost its lease changes nothing any more.
ALTER TABLE fleet_job ADD COLUMN lease VARCHAR NOT NULL DEFAULT '';

-- When the last attempt began, so that people can be told how long others will take.
ALTER TABLE fleet_job ADD COLUMN begun TIMESTAMP WITH TIME ZONE;
