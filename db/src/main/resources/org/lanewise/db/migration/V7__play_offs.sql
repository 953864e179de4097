-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.
-- Each statement may run twice: H2 commits them one by one, and after a kill in the middle the next start begins again.

-- Play-offs were recorded as screenings repeated for a disturbed moment. They alone have 24 samples; no screening ever had more than 7.
UPDATE trial SET stage = 'PLAY_OFF' WHERE stage = 'RESCREEN' AND CARDINALITY(samples_ns) = 24;
