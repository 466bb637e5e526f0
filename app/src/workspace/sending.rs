//! Sending everything that waits, for whoever is about to go.

use domain::sentence::Sentence;

use super::pause;
use super::{SyncState, Workspace};

/// Milliseconds between two looks at how far it has come.
const LOOK: i32 = 100;

impl Workspace {
    /// Sends what waits and returns once the platform has answered all of it;
    /// what it refuses stays here, with its reason.
    ///
    /// # Errors
    /// What stands in the way, in words; everything is still here.
    pub async fn send_all(self) -> Result<(), Sentence> {
        loop {
            let before = self.count().get_untracked().pending;
            if before == 0 {
                return Ok(());
            }
            self.sync_now();
            pause(LOOK).await;
            while self.inner().syncing.get() {
                pause(LOOK).await;
            }
            match self.sync_state().get_untracked() {
                SyncState::Idle { .. } | SyncState::Working
                    if self.count().get_untracked().pending < before => {}
                SyncState::Offline => {
                    return Err(Sentence::new(
                        "现在连不上平台，还没有上传，也没有退出。",
                        "The platform cannot be reached now: nothing went up, and you are still signed in.",
                    ));
                }
                SyncState::Trouble(sentence) => return Err(sentence),
                _ => {
                    return Err(Sentence::new(
                        "还不能上传：请先按页面上方的提示办理，再退出。",
                        "It cannot go up yet: see to what the top of the page says first, then sign out.",
                    ));
                }
            }
        }
    }
}
