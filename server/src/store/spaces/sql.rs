//! SQL of `spaces`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT seq, trimmed_through, trims, head, log_length FROM spaces WHERE space = $1";
    CREATE = "INSERT INTO spaces (space, seq, trimmed_through, trims, head, log_length) \
              VALUES ($1, 0, 0, 0, $2, 0)";
    SAVE = "UPDATE spaces SET seq = $1, trimmed_through = $2, trims = $3, head = $4, log_length = $5 \
            WHERE space = $6";
    NAMES = "SELECT space FROM spaces ORDER BY space";
}
