//! SQL of `log`. There is no UPDATE and no DELETE.

use crate::store::statements::statements;

statements! {
    APPEND = "INSERT INTO log (space, position, entry, previous_head, head) VALUES ($1, $2, $3, $4, $5)";
    PAGE = "SELECT position, entry, head FROM log WHERE space = $1 AND position > $2 ORDER BY position LIMIT $3";
    AT = "SELECT head FROM log WHERE space = $1 AND position = $2";
    COUNT = "SELECT COUNT(*) FROM log";
    READ = "SELECT position, entry, previous_head, head FROM log WHERE space = $1 ORDER BY position";
}
