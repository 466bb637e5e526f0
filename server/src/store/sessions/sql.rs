//! SQL of `sessions`.

use crate::store::statements::statements;

statements! {
    WITH_ACCOUNT = "SELECT accounts.id, platform, login_name, name, unit, role, must_change, began_at, seen_at \
                    FROM sessions JOIN accounts ON accounts.id = sessions.account \
                    WHERE token_hash = $1 AND NOT disabled";
    FORGET_ENDED = "DELETE FROM sessions WHERE began_at <= $1 OR seen_at <= $2";
    BEGIN = "INSERT INTO sessions (token_hash, account, began_at, seen_at) VALUES ($1, $2, $3, $4)";
    TOUCH = "UPDATE sessions SET seen_at = $1 WHERE token_hash = $2";
    END = "DELETE FROM sessions WHERE token_hash = $1";
    END_ALL = "DELETE FROM sessions WHERE account = $1";
}
