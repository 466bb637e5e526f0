//! 流量 — the bytes that this device has sent and received, this month and the
//! last. `app/data_use.js` counts them, beside the program and in the service
//! worker; here is what the program adds to them, and what becomes of them.
//!
//! Of what is received the browser tells the bodies, of what is sent nothing:
//! those bodies are counted by [`sent`]. Heads are an allowance (`tally`).

mod page;
mod size;
mod tally;

pub use page::data_use;
pub use size::size;
pub use tally::{Bytes, Kind, Tally, expired, last_month, same_month};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::clock;
use crate::local_store::{IndexedDb, LocalStore};
use crate::replica::WriteBatch;

/// Counts a body of so many bytes, as it went over the network, to `path`.
pub fn sent(path: &str, bytes: usize) {
    count(path, 0, bytes);
}

/// Counts a stream that has opened: the browser tells of it only when it ends.
pub fn opened(path: &str) {
    count(path, 1, 0);
}

fn count(path: &str, exchanges: u32, sent: usize) {
    // Without it nothing counts, and nothing else suffers.
    let Ok(count) = Reflect::get(&js_sys::global(), &"yangcaiBytes".into()) else {
        return;
    };
    if let Some(count) = count.dyn_ref::<Function>() {
        #[allow(clippy::cast_possible_truncation)]
        // A call has at most some hundred thousand bytes.
        let sent = sent as u32;
        count
            .call3(
                &JsValue::NULL,
                &path.into(),
                &sent.into(),
                &exchanges.into(),
            )
            .ok();
    }
}

fn store() -> IndexedDb {
    IndexedDb::new("yangcai.data-use".to_owned())
}

/// What has been counted so far.
pub async fn counted() -> Tally {
    let store = store();
    // A browser that keeps nothing has counted nothing.
    let rows = store.load().await.map(|rows| rows.rows);
    store.close();
    Tally::of(&rows.unwrap_or_default())
}

/// Forgets what is older than last month.
pub async fn forget_old() {
    let today = clock::now().date_in_shanghai();
    forget_those(|keys| expired(keys.iter(), today)).await;
}

/// Forgets all of it.
pub async fn forget() {
    forget_those(|keys| keys).await;
}

async fn forget_those(which: impl FnOnce(Vec<String>) -> Vec<String>) {
    let store = store();
    if let Ok(rows) = store.load().await {
        let delete = which(rows.rows.into_iter().map(|(key, _)| key).collect());
        let batch = WriteBatch {
            delete,
            ..WriteBatch::default()
        };
        if !batch.delete.is_empty() {
            // It tells nothing of anybody: the next time does.
            store.commit(&batch).await.ok();
        }
    }
    store.close();
}
