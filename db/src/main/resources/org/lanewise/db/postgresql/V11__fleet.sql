-- Never change this file once it is released: Flyway compares its checksum with that of every existing database.

-- The queue of db-scheduler 16, as its documentation gives it.
CREATE TABLE scheduled_tasks (
    task_name            TEXT NOT NULL,
    task_instance        TEXT NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);

-- Hosts that take jobs, and the kind of machine that each is.
CREATE TABLE fleet_worker (
    name VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    cpu  VARCHAR NOT NULL,
    seen TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

-- A layer to tune on one kind of machine, and what has become of it; attempts are those that ended without a result.
CREATE TABLE fleet_job (
    id        UUID PRIMARY KEY,
    suite     VARCHAR NOT NULL,
    layer     VARCHAR NOT NULL,
    workload  VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    cache     VARCHAR NOT NULL,
    budget    VARCHAR NOT NULL,
    state     VARCHAR NOT NULL DEFAULT 'QUEUED',
    attempts  INTEGER NOT NULL DEFAULT 0,
    reason    VARCHAR NOT NULL DEFAULT '',
    worker    VARCHAR NOT NULL DEFAULT '',
    submitted TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    changed   TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);
