//! SQL of moving: every table, read in the order of its key and written.

use super::tables::Kind::{Bytes, Number, Text, Truth};
use super::tables::Table;

/// Every table but `meta`, those that others refer to first.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "spaces",
        kinds: &[Text, Number, Number, Number, Bytes, Number],
        select: "SELECT space, seq, trimmed_through, trims, head, log_length FROM spaces ORDER BY space",
        insert: "INSERT INTO spaces (space, seq, trimmed_through, trims, head, log_length) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
    },
    Table {
        name: "records",
        kinds: &[Text, Text, Text, Text, Number, Text],
        select: "SELECT platform, id, space, collection, version, body FROM records ORDER BY platform, id",
        insert: "INSERT INTO records (platform, id, space, collection, version, body) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
    },
    Table {
        name: "feeds",
        kinds: &[Text, Text, Number, Number, Number],
        select: "SELECT record_id, space, seq, version, deleted FROM feeds ORDER BY record_id, space",
        insert: "INSERT INTO feeds (record_id, space, seq, version, deleted) VALUES ($1, $2, $3, $4, $5)",
    },
    Table {
        name: "log",
        kinds: &[Text, Number, Text, Bytes, Bytes],
        select: "SELECT space, position, entry, previous_head, head FROM log ORDER BY space, position",
        insert: "INSERT INTO log (space, position, entry, previous_head, head) VALUES ($1, $2, $3, $4, $5)",
    },
    Table {
        name: "clients",
        kinds: &[Text, Text, Number, Number],
        select: "SELECT client_id, owner, last_mid, durable_mid FROM clients ORDER BY client_id",
        insert: "INSERT INTO clients (client_id, owner, last_mid, durable_mid) VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "receipts",
        kinds: &[Text, Number, Bytes, Bytes, Text, Text],
        select: "SELECT client_id, mid, hash, act, space, receipt FROM receipts ORDER BY client_id, mid",
        insert: "INSERT INTO receipts (client_id, mid, hash, act, space, receipt) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
    },
    Table {
        name: "carried",
        kinds: &[Text, Number, Bytes, Text, Number],
        select: "SELECT origin_client, origin_mid, act, client_id, mid FROM carried \
                 ORDER BY origin_client, origin_mid, act",
        insert: "INSERT INTO carried (origin_client, origin_mid, act, client_id, mid) \
                 VALUES ($1, $2, $3, $4, $5)",
    },
    Table {
        name: "claims",
        kinds: &[Text, Text, Text, Text],
        select: "SELECT platform, kind, value, holder FROM claims ORDER BY platform, kind, value",
        insert: "INSERT INTO claims (platform, kind, value, holder) VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "person_keys",
        kinds: &[Text, Text, Bytes],
        select: "SELECT person, id, key FROM person_keys ORDER BY person",
        insert: "INSERT INTO person_keys (person, id, key) VALUES ($1, $2, $3)",
    },
    Table {
        name: "accounts",
        kinds: &[
            Text, Text, Text, Text, Text, Text, Text, Text, Truth, Number, Truth, Number,
        ],
        select: "SELECT id, platform, login_name, name, unit, role, registration, password_hash, \
                 must_change, password_expires, disabled, created_at FROM accounts ORDER BY id",
        insert: "INSERT INTO accounts (id, platform, login_name, name, unit, role, registration, password_hash, \
                 must_change, password_expires, disabled, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    },
    Table {
        name: "sessions",
        kinds: &[Text, Text, Number, Number],
        select: "SELECT token_hash, account, began_at, seen_at FROM sessions ORDER BY token_hash",
        insert: "INSERT INTO sessions (token_hash, account, began_at, seen_at) VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "sign_in_failures",
        kinds: &[Text, Text, Number, Number],
        select: "SELECT platform, login_name, failures, locked_until FROM sign_in_failures \
                 ORDER BY platform, login_name",
        insert: "INSERT INTO sign_in_failures (platform, login_name, failures, locked_until) \
                 VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "files",
        kinds: &[Text, Text, Number, Text, Number],
        select: "SELECT space, sha256, size, kind, added_at FROM files ORDER BY space, sha256",
        insert: "INSERT INTO files (space, sha256, size, kind, added_at) VALUES ($1, $2, $3, $4, $5)",
    },
    Table {
        name: "awaited_files",
        kinds: &[Text, Text, Text],
        select: "SELECT space, sha256, record_id FROM awaited_files ORDER BY space, sha256, record_id",
        insert: "INSERT INTO awaited_files (space, sha256, record_id) VALUES ($1, $2, $3)",
    },
    Table {
        name: "uploads",
        kinds: &[Text, Text, Text, Number, Number, Text, Number],
        select: "SELECT id, space, sha256, size, received, metadata, expires_at FROM uploads ORDER BY id",
        insert: "INSERT INTO uploads (id, space, sha256, size, received, metadata, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
    },
    Table {
        name: "upload_parts",
        kinds: &[Text, Number, Text],
        select: "SELECT upload, begins_at, name FROM upload_parts ORDER BY upload, begins_at",
        insert: "INSERT INTO upload_parts (upload, begins_at, name) VALUES ($1, $2, $3)",
    },
    Table {
        name: "drafts",
        kinds: &[Text, Text, Number, Number, Text],
        select: "SELECT account, name, begun_at, changed_at, body FROM drafts ORDER BY account, name",
        insert: "INSERT INTO drafts (account, name, begun_at, changed_at, body) VALUES ($1, $2, $3, $4, $5)",
    },
];

/// What a database says of itself.
pub(super) const META: Table = Table {
    name: "meta",
    kinds: &[Text, Text],
    select: "SELECT key, value FROM meta ORDER BY key",
    insert: "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
};
