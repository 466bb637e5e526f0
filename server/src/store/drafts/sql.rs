//! SQL of `drafts`.

use crate::store::statements::statements;

statements! {
    ALL_OF = "SELECT name, begun_at, changed_at, body FROM drafts WHERE account = $1 ORDER BY name";
    PUT = "INSERT INTO drafts (account, name, begun_at, changed_at, body) VALUES ($1, $2, $3, $4, $5) \
           ON CONFLICT (account, name) DO UPDATE SET begun_at = excluded.begun_at, \
           changed_at = excluded.changed_at, body = excluded.body";
    ERASE = "DELETE FROM drafts WHERE account = $1";
    UNTOUCHED = "DELETE FROM drafts WHERE changed_at < $1";
    EVERY = "SELECT account, name, body FROM drafts ORDER BY account, name";
}
