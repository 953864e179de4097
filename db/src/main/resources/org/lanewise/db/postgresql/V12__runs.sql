-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.

-- Which run recorded a trial; null where none was told, as before this column.
ALTER TABLE trial ADD COLUMN run UUID;
