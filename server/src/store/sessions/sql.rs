//! SQL of `sessions`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT account, began_at, seen_at FROM sessions WHERE token_hash = $1";
    FORGET_ENDED = "DELETE FROM sessions WHERE began_at <= $1 OR seen_at <= $2";
    BEGIN = "INSERT INTO sessions (token_hash, account, began_at, seen_at) VALUES ($1, $2, $3, $4)";
    TOUCH = "UPDATE sessions SET seen_at = $1 WHERE token_hash = $2";
    END = "DELETE FROM sessions WHERE token_hash = $1";
    END_ALL = "DELETE FROM sessions WHERE account = $1";
}
