//! SQL of `records`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT version, body FROM records WHERE platform = $1 AND id = $2";
    PUT = "INSERT INTO records (platform, space, collection, id, version, body) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (platform, id) DO UPDATE SET space = excluded.space, collection = excluded.collection, \
           version = excluded.version, body = excluded.body";
    COUNT = "SELECT COUNT(*) FROM records WHERE platform = $1 AND collection = $2";
    OF_COLLECTION = "SELECT id, version, body FROM records WHERE platform = $1 AND collection = $2 ORDER BY id";
}
