//! What this device remembers outside any replica: the language, and the
//! account of each platform. Never a password.
//!
//! It is kept in IndexedDB with strict durability: what a browser keeps in
//! localStorage reaches the disk seconds later, and a phone that dies meanwhile
//! would forget whose work lies here.

use domain::map::SortedMap;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::local_store::{IndexedDb, LocalStore};
use crate::replica::WriteBatch;

const NAME: &str = "yangcai.device";

#[derive(Default)]
struct Memory {
    values: SortedMap<String, String>,
    channel: Option<BroadcastChannel>,
    /// How many writes are under way.
    writing: u32,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
    static STORE: Rc<IndexedDb> = Rc::new(IndexedDb::new(NAME.to_owned()));
}

fn store() -> Rc<IndexedDb> {
    STORE.with(Rc::clone)
}

/// Recalls what this device remembers; `changed` is called when another tab
/// has written. A browser that keeps nothing remembers nothing.
pub async fn recall(changed: fn()) {
    recall_values().await;
    let Ok(channel) = BroadcastChannel::new(NAME) else {
        return;
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |_| {
        spawn_local(async move {
            recall_values().await;
            changed();
        });
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It listens as long as the page lives.
    heard.forget();
    MEMORY.with(|memory| memory.borrow_mut().channel = Some(channel));
}

async fn recall_values() {
    let Ok(rows) = store().load().await else {
        return;
    };
    let text = |(key, value)| Some((key, String::from_utf8(value).ok()?));
    let values = rows.rows.into_iter().filter_map(text).collect();
    MEMORY.with(|memory| memory.borrow_mut().values = values);
}

/// The value kept under `key`.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    MEMORY.with(|memory| memory.borrow().values.get(key).cloned())
}

/// The keys that begin with `start`.
#[must_use]
pub fn keys(start: &str) -> Vec<String> {
    MEMORY.with(|memory| {
        let memory = memory.borrow();
        let keys = memory.values.keys().filter(|key| key.starts_with(start));
        keys.cloned().collect()
    })
}

/// Keeps `value` under `key`, or forgets it.
pub fn write(key: &str, value: Option<&str>) {
    let mut batch = WriteBatch::default();
    MEMORY.with(|memory| {
        let mut memory = memory.borrow_mut();
        memory.writing += 1;
        let values = &mut memory.values;
        match value {
            Some(value) => {
                values.insert(key.to_owned(), value.to_owned());
                batch.put.push((key.to_owned(), value.as_bytes().to_vec()));
            }
            None => {
                values.remove(key);
                batch.delete.push(key.to_owned());
            }
        }
    });
    spawn_local(async move {
        // Without room or in private mode the device forgets; what a person
        // enters is in a replica, whose failures are told.
        let kept = store().commit(&batch).await.is_ok();
        MEMORY.with(|memory| {
            let mut memory = memory.borrow_mut();
            memory.writing -= 1;
            if let Some(channel) = memory.channel.as_ref().filter(|_| kept) {
                channel.post_message(&JsValue::TRUE).ok();
            }
        });
    });
}

/// Whether something is on its way onto this device.
#[must_use]
pub fn is_writing() -> bool {
    MEMORY.with(|memory| memory.borrow().writing > 0)
}

/// Random bytes from the browser's own source.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // Fails only for more than 65,536 bytes.
        crypto.get_random_values_with_u8_array(&mut bytes).ok();
    }
    bytes
}
