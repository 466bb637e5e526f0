-- A key for each person whose data stands encrypted in the log.

CREATE TABLE person_keys (
    person TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key BLOB NOT NULL
);
