-- 草稿: what people are writing, on its way to their other devices. Encrypted under the
-- person's key; empty where it was submitted or given up, so that other devices hear of it.

CREATE TABLE drafts (
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    -- When this draft was begun, and when it became what it is: names of states.
    begun_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE INDEX drafts_by_change ON drafts (changed_at);
