//! SQL of `feeds`.

use crate::store::statements::statements;

statements! {
    PUT = "INSERT INTO feeds (space, record_id, seq, version, deleted) VALUES ($1, $2, $3, $4, $5) \
           ON CONFLICT (space, record_id) DO UPDATE SET seq = excluded.seq, version = excluded.version, \
           deleted = excluded.deleted";
    AFTER = "SELECT record_id, seq, deleted FROM feeds WHERE space = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    GET = "SELECT version, deleted FROM feeds WHERE space = $1 AND record_id = $2";
    LAST_TOMBSTONE = "SELECT MAX(seq) FROM feeds WHERE space = $1 AND deleted = 1 AND seq <= $2";
    COLLECT = "DELETE FROM feeds WHERE space = $1 AND deleted = 1 AND seq <= $2";
}
