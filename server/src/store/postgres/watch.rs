//! 守望: what other servers of the same database bring is announced here too. They
//! say so (LISTEN, NOTIFY); where nothing is heard, not even oneself, one looks.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::space::Space;
use tokio::sync::broadcast;

use super::Address;
use super::watcher::Watcher;
use crate::store::StoreError;

/// PostgreSQL takes less than 8,000 bytes.
const LONGEST: usize = 7_800;
/// In the place of more spaces than fit: look yourself.
pub(super) const MANY: &str = "*";

/// Whom news is told.
pub(crate) type News = broadcast::Sender<Arc<BTreeSet<Space>>>;

/// 守望者 — watches until it is dropped.
pub(crate) struct Watch(Arc<AtomicBool>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a server says to the others after it has written.
pub(crate) fn call(own: &str, spaces: &BTreeSet<Space>) -> String {
    let mut text = own.to_owned();
    for space in spaces {
        text.push('\n');
        text.push_str(&space.to_string());
    }
    if text.len() > LONGEST {
        text = format!("{own}\n{MANY}");
    }
    text
}

/// Starts watching.
///
/// # Errors
/// The system gave no thread.
pub(crate) fn start(
    address: &Address,
    own: &str,
    news: &News,
    listen: &'static str,
) -> Result<Watch, StoreError> {
    let ended = Arc::new(AtomicBool::new(false));
    let mut watcher = Watcher {
        address: address.clone(),
        own: own.to_owned(),
        news: news.clone(),
        listen,
        ended: Arc::downgrade(&ended),
        is_deaf: false,
        known: None,
    };
    std::thread::Builder::new()
        .name("watch".into())
        .spawn(move || watcher.run())?;
    Ok(Watch(ended))
}
