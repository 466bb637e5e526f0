-- A key for each person whose data stands encrypted in the log.

CREATE TABLE person_keys (
    person TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    key BYTEA NOT NULL
);
