//! SQL of `sign_in_failures`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT failures, locked_until FROM sign_in_failures WHERE platform = $1 AND login_name = $2";
    FORGET_OLD = "DELETE FROM sign_in_failures WHERE locked_until < $1";
    SET = "INSERT INTO sign_in_failures (platform, login_name, failures, locked_until) VALUES ($1, $2, $3, $4) \
           ON CONFLICT (platform, login_name) DO UPDATE \
           SET failures = excluded.failures, locked_until = excluded.locked_until";
    CLEAR = "DELETE FROM sign_in_failures WHERE platform = $1 AND login_name = $2";
}
