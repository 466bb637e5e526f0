-- 同步核心: records, feeds, the command log, queues and claims.
--
-- Written for SQLite and PostgreSQL alike; where PostgreSQL says BYTEA, SQLite
-- says BLOB. Keys begin with platform or space, so that rows can be spread.

CREATE TABLE records (
    platform TEXT NOT NULL,
    space TEXT NOT NULL,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (platform, id)
);

CREATE INDEX records_of_space ON records (platform, space, collection);

-- A space counts its own changes: a database's sequence hands out numbers that
-- commit in another order, and a reader's cursor would skip some.
CREATE TABLE spaces (
    space TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    trimmed_through BIGINT NOT NULL,
    trims BIGINT NOT NULL,
    head BLOB NOT NULL,
    log_length BIGINT NOT NULL
);

-- One row per record and space: the latest. A deleted row is a tombstone.
CREATE TABLE feeds (
    space TEXT NOT NULL REFERENCES spaces (space),
    record_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    PRIMARY KEY (space, record_id)
);

CREATE UNIQUE INDEX feeds_in_order ON feeds (space, seq);

CREATE TABLE log (
    space TEXT NOT NULL REFERENCES spaces (space),
    position BIGINT NOT NULL,
    entry TEXT NOT NULL,
    previous_head BLOB NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (space, position)
);

-- The log is only ever added to. In PostgreSQL the same is a trigger function
-- that raises, BEFORE UPDATE OR DELETE OR TRUNCATE on the table, and the
-- server's role is granted INSERT and SELECT on it alone.
CREATE TRIGGER log_refuses_update BEFORE UPDATE ON log
BEGIN
    SELECT RAISE(ABORT, 'the command log is append-only');
END;

CREATE TRIGGER log_refuses_delete BEFORE DELETE ON log
BEGIN
    SELECT RAISE(ABORT, 'the command log is append-only');
END;

-- SQLite's REPLACE deletes without asking the trigger above.
CREATE TRIGGER log_refuses_replacement BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log WHERE space = NEW.space AND position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'the command log is append-only');
END;

CREATE TABLE clients (
    client_id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    last_mid BIGINT NOT NULL,
    durable_mid BIGINT NOT NULL
);

-- hash: of the command's bytes. act: of what it asks, wherever it was queued.
-- space: whose log tells of it.
CREATE TABLE receipts (
    client_id TEXT NOT NULL REFERENCES clients (client_id),
    mid BIGINT NOT NULL,
    hash BLOB NOT NULL,
    act BLOB NOT NULL,
    space TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (client_id, mid)
);

-- The act first queued as (origin_client, origin_mid) was carried out as
-- (client_id, mid). The act belongs to the key: whoever names another's queue
-- as the origin of something else stands in nobody's way.
CREATE TABLE carried (
    origin_client TEXT NOT NULL,
    origin_mid BIGINT NOT NULL,
    act BLOB NOT NULL,
    client_id TEXT NOT NULL,
    mid BIGINT NOT NULL,
    PRIMARY KEY (origin_client, origin_mid, act)
);

CREATE TABLE claims (
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    holder TEXT NOT NULL,
    PRIMARY KEY (platform, kind, value)
);

CREATE INDEX claims_of_holder ON claims (platform, holder);
