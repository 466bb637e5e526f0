//! What the device holds against the server.

use super::Workspace;

impl Workspace {
    /// Whether there is anything of it to hand out.
    #[must_use]
    pub fn holds_heads(self) -> bool {
        !self.inner().replica.borrow().meta().heads.is_empty()
    }
}
