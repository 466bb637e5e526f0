-- All tables of the third version, for PostgreSQL. Text is compared by its bytes,
-- as SQLite compares it, whatever language the database was made for.

CREATE TABLE records (
    platform TEXT COLLATE "C" NOT NULL,
    space TEXT COLLATE "C" NOT NULL,
    collection TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (platform, id)
);

-- A space counts its own changes: a database's sequence hands out numbers that
-- commit in another order, and a reader's cursor would skip some. Room is left on
-- each page: the row is written at every push, and beside where it lay.
CREATE TABLE spaces (
    space TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    trimmed_through BIGINT NOT NULL,
    trims BIGINT NOT NULL,
    head BYTEA NOT NULL,
    log_length BIGINT NOT NULL
) WITH (fillfactor = 50);

-- One row per record and space: the latest. A deleted row is a tombstone.
CREATE TABLE feeds (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space),
    record_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    PRIMARY KEY (record_id, space)
);

CREATE UNIQUE INDEX feeds_in_order ON feeds (space, seq);

CREATE TABLE log (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space),
    position BIGINT NOT NULL,
    entry TEXT NOT NULL,
    previous_head BYTEA NOT NULL,
    head BYTEA NOT NULL,
    PRIMARY KEY (space, position)
);

-- The log is only ever added to.
CREATE FUNCTION log_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the command log is append-only';
END
$$;

CREATE TRIGGER log_refuses_change BEFORE UPDATE OR DELETE ON log
FOR EACH ROW EXECUTE FUNCTION log_is_append_only();

CREATE TRIGGER log_refuses_truncate BEFORE TRUNCATE ON log
FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();

CREATE TABLE clients (
    client_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    last_mid BIGINT NOT NULL,
    durable_mid BIGINT NOT NULL
) WITH (fillfactor = 50);

-- hash: of the command's bytes. act: of what it asks, wherever it was queued.
-- space: whose log tells of it.
CREATE TABLE receipts (
    client_id TEXT COLLATE "C" NOT NULL REFERENCES clients (client_id),
    mid BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    act BYTEA NOT NULL,
    space TEXT COLLATE "C" NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (client_id, mid)
);

-- The act first queued as (origin_client, origin_mid) was carried out as
-- (client_id, mid). The act belongs to the key: whoever names another's queue
-- as the origin of something else stands in nobody's way.
CREATE TABLE carried (
    origin_client TEXT COLLATE "C" NOT NULL,
    origin_mid BIGINT NOT NULL,
    act BYTEA NOT NULL,
    client_id TEXT COLLATE "C" NOT NULL,
    mid BIGINT NOT NULL,
    PRIMARY KEY (origin_client, origin_mid, act)
);

CREATE TABLE claims (
    platform TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (platform, kind, value)
);

CREATE INDEX claims_of_holder ON claims (platform, holder);

CREATE TABLE accounts (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    platform TEXT COLLATE "C" NOT NULL,
    login_name TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    unit TEXT COLLATE "C",
    role TEXT COLLATE "C" NOT NULL,
    registration TEXT COLLATE "C",
    password_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    password_expires BIGINT,
    disabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (platform, login_name),
    UNIQUE (platform, registration)
);

CREATE TABLE sessions (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE sign_in_failures (
    platform TEXT COLLATE "C" NOT NULL,
    login_name TEXT COLLATE "C" NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (platform, login_name)
);

CREATE INDEX sign_in_failures_by_end ON sign_in_failures (locked_until);
