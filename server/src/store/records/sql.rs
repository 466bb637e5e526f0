//! SQL of `records`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT version, body FROM records WHERE platform = $1 AND id = $2";
    CHANGED = "SELECT records.id, records.version, records.body FROM feeds \
               JOIN records ON records.id = feeds.record_id \
               WHERE feeds.space = $1 AND feeds.seq > $2 AND feeds.seq <= $3 AND feeds.deleted = 0 \
               AND records.platform = $4";
    ADD = "INSERT INTO records (space, collection, version, body, platform, id) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (platform, id) DO NOTHING";
    SAVE = "UPDATE records SET space = $1, collection = $2, version = $3, body = $4 WHERE platform = $5 AND id = $6";
    COUNT = "SELECT COUNT(*) FROM records WHERE platform = $1 AND collection = $2";
    AFTER = "SELECT platform, id, space, collection, version, body FROM records \
             WHERE (platform, id) > ($1, $2) ORDER BY platform, id LIMIT $3";
    OF_COLLECTION = "SELECT id, version, body FROM records WHERE platform = $1 AND collection = $2 ORDER BY id";
}
