//! The local store in IndexedDB. `app/local_store.js` asks the browser: as state machines
//! of the program the same logic is three times as large. Here its rows are handed
//! over, as copies of their bytes.

use std::pin::Pin;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::LocalStore;
use super::at_rest::LOCK;
use crate::clock::now;
use crate::replica::{CommitFault, FirstRows, Rows, SEGMENT, WriteBatch};

const GENERATION: &str = "g";
/// After every key.
const LAST: &str = "\u{ffff}";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = readStore)]
    fn read_store(name: &str, from: &str, to: &str, more: bool) -> Promise;
    #[wasm_bindgen(js_name = commitRows)]
    fn commit_rows(
        name: &str,
        expect: f64,
        generation: f64,
        over: &str,
        known: &Uint8Array,
        gone: &Array,
        names: &Array,
        rows: &Array,
    ) -> Promise;
    #[wasm_bindgen(js_name = destroyStore)]
    fn destroy_store(name: &str) -> Promise;
    #[wasm_bindgen(js_name = closeStore)]
    fn close_store(name: &str);
}

/// One database of this origin. All of that name share a connection.
pub struct IndexedDb {
    name: String,
}

impl IndexedDb {
    /// The database of that name; it is opened when it is first used.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self { name }
    }

    /// The database's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Removes the database with everything in it.
    ///
    /// # Errors
    /// Where the browser does not let us.
    pub async fn destroy(&self) -> Result<(), CommitFault> {
        settled(destroy_store(&self.name)).await.map(drop)
    }

    /// Closes the connection; the next use opens it again.
    pub fn close(&self) {
        close_store(&self.name);
    }

    /// The store's generation, and what stands under `key`; none where nothing does.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn row(&self, key: &str) -> Result<(u64, Option<Vec<u8>>), CommitFault> {
        let mut found = self.read(key, key, false).await?.rows;
        Ok((found.generation, found.rows.pop().map(|(_, row)| row)))
    }

    /// The keys of all rows.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn keys(&self) -> Result<Vec<String>, CommitFault> {
        let mut keys = self.read("", "", true).await?.segments;
        keys.retain(|key| key != GENERATION && key != LOCK);
        Ok(keys)
    }

    // Boxed, so that it is in the program once.
    fn read(&self, from: &str, to: &str, more: bool) -> Reading {
        let answer = read_store(&self.name, from, to, more);
        Box::pin(async move {
            let answer: Array = settled(answer).await?.unchecked_into();
            let array = |at| answer.get(at).unchecked_into::<Array>();
            let mut rows = vec![];
            for (key, row) in texts(&array(1)).into_iter().zip(array(2).iter()) {
                if key != GENERATION && key != LOCK {
                    rows.push((key, Uint8Array::new(&row).to_vec()));
                }
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // Whole numbers below 2^53.
            let generation = answer.get(0).as_f64().unwrap_or_default() as u64;
            Ok(FirstRows {
                rows: Rows { generation, rows },
                segments: texts(&array(3)),
            })
        })
    }

    /// The generation of the store, where it is the one that `batch` has made.
    fn has(&self, batch: &WriteBatch) -> Pin<Box<dyn Future<Output = Result<u64, CommitFault>>>> {
        let (all, batch) = (self.read("", LAST, false), batch.clone());
        Box::pin(async move {
            let FirstRows { rows, .. } = all.await?;
            match batch.made(&rows) {
                true => Ok(rows.generation),
                false => Err(CommitFault::Overtaken),
            }
        })
    }
}

type Reading = Pin<Box<dyn Future<Output = Result<FirstRows, CommitFault>>>>;

impl LocalStore for IndexedDb {
    fn first(&self) -> impl Future<Output = Result<FirstRows, CommitFault>> {
        self.read("", SEGMENT, true)
    }

    async fn segments(&self, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, CommitFault> {
        let (Some(first), Some(last)) = (keys.first(), keys.last()) else {
            return Ok(vec![]);
        };
        Ok(self.read(first, last, false).await?.rows.rows)
    }

    async fn load(&self) -> Result<Rows, CommitFault> {
        Ok(self.read("", LAST, false).await?.rows)
    }

    async fn commit(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        let (gone, names, rows) = (Array::new(), Array::new(), Array::new());
        for key in &batch.delete {
            gone.push(&key.into());
        }
        for (key, value) in &batch.put {
            names.push(&key.into());
            rows.push(&Uint8Array::from(&value[..]));
        }
        let generation = batch.generation(now().as_millis()).unwrap_or_default();
        let (over, known) = match &batch.over {
            Some((over, known)) => (over.as_str(), &known[..]),
            None => ("", &[][..]),
        };
        #[allow(clippy::cast_precision_loss)]
        // Whole numbers below 2^53.
        let committed = commit_rows(
            &self.name,
            batch.expect.map_or(-1.0, |expected| expected as f64),
            generation as f64,
            over,
            &Uint8Array::from(known),
            &gone,
            &names,
            &rows,
        );
        match JsFuture::from(committed).await {
            Ok(_) => Ok(generation),
            // By another tab, or by the first try, which went through after all.
            Err(why) if why == "perhaps" => self.has(batch).await,
            Err(why) => Err(fault(&why)),
        }
    }
}

fn texts(array: &Array) -> Vec<String> {
    array.iter().filter_map(|text| text.as_string()).collect()
}

/// What `answer` brings.
pub(super) async fn settled(answer: Promise) -> Result<JsValue, CommitFault> {
    JsFuture::from(answer).await.map_err(|why| fault(&why))
}

fn fault(why: &JsValue) -> CommitFault {
    match why.as_string().as_deref() {
        Some("overtaken") => CommitFault::Overtaken,
        Some("full") => CommitFault::Full,
        Some("locked") => CommitFault::Locked,
        _ => CommitFault::Unavailable(String::new()),
    }
}
