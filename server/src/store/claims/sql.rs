//! SQL of `claims`.

use crate::store::statements::statements;

statements! {
    HOLDER = "SELECT holder FROM claims WHERE platform = $1 AND kind = $2 AND value = $3";
    EVERY = "SELECT platform, kind, value, holder FROM claims ORDER BY platform, kind, value";
    TAKE = "INSERT INTO claims (platform, kind, value, holder) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (platform, kind, value) DO NOTHING";
    RELEASE = "DELETE FROM claims WHERE platform = $1 AND kind = $2 AND value = $3 AND holder = $4";
}
