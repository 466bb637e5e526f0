-- Accounts, their sessions, and wrong passwords.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    login_name TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT,
    role TEXT NOT NULL,
    registration TEXT,
    password_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    password_expires BIGINT,
    disabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (platform, login_name),
    UNIQUE (platform, registration)
);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE sign_in_failures (
    platform TEXT NOT NULL,
    login_name TEXT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (platform, login_name)
);

CREATE INDEX sign_in_failures_by_end ON sign_in_failures (locked_until);
