//! Where logs stood: what devices keep of it can be held against the server later.

use serde::{Deserialize, Serialize};

use crate::from_json_struct;

/// 日志头 — how long a space's log was after a push, and the head of its hash chain there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHead {
    /// The life of the server that says so.
    pub epoch: String,
    /// How many entries the log had.
    pub length: u64,
    /// The head, in hexadecimal.
    pub head: String,
}

from_json_struct!(LogHead {
    epoch,
    length,
    head
});
