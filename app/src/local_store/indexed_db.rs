//! The local store in IndexedDB, by the browser's own calls.
//!
//! Compute first, then open the transaction, queue all writes, await only the
//! commit. A connection that has died is dropped and opened again.

mod single;

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest,
    IdbRequest, IdbTransaction,
};

use super::LocalStore;
use super::at_rest::{self, LOCK};
use crate::clock::now;
use crate::replica::{CommitFault, FirstRows, Rows, SEGMENT, WriteBatch};

const STORE: &str = "rows";
const GENERATION: &str = "g";
/// The layout of the device's own databases, not of what is in them.
const LAYOUT: u32 = 1;
/// The layout of a person's: in an earlier one nothing is sealed, and a program of then
/// would take what is for nothing. This keeps it out.
const SEALED: u32 = 2;

/// One database of this origin.
pub struct IndexedDb {
    name: String,
    connection: RefCell<Option<IdbDatabase>>,
}

impl IndexedDb {
    /// The database of that name; it is opened when it is first used.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self {
            name,
            connection: RefCell::new(None),
        }
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
        self.close();
        let request = factory()?.delete_database(&self.name).map_err(fault)?;
        unblocked(&request).await.map(drop)
    }

    /// Closes the connection; the next use opens it again.
    pub fn close(&self) {
        // What is under way on it still ends well.
        if let Some(open) = self.connection.borrow_mut().take() {
            open.close();
        }
    }

    async fn connection(&self) -> Result<IdbDatabase, CommitFault> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let layout = match at_rest::is_of_a_person(&self.name) {
            true => SEALED,
            false => LAYOUT,
        };
        let request = factory()?
            .open_with_u32(&self.name, layout)
            .map_err(fault)?;
        let opening = request.clone();
        let made = Closure::once_into_js(move || {
            let Ok(database) = opening.result() else {
                return;
            };
            // It is there already where the layout is an earlier one; where it fails for
            // another reason, so does the opening.
            database
                .unchecked_into::<IdbDatabase>()
                .create_object_store(STORE)
                .ok();
        });
        request.set_onupgradeneeded(Some(made.unchecked_ref()));
        let database: IdbDatabase = unblocked(&request).await?.unchecked_into();
        // An old tab must not keep a new one waiting that wants to change the layout.
        let asked = database.clone();
        let yielding = Closure::<dyn Fn()>::new(move || asked.close()).into_js_value();
        database.set_onversionchange(Some(yielding.unchecked_ref()));
        self.connection.borrow_mut().replace(database.clone());
        Ok(database)
    }

    async fn try_first(&self) -> Result<FirstRows, CommitFault> {
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let from = JsValue::from_str(SEGMENT);
        let others = IdbKeyRange::upper_bound_with_open(&from, true).map_err(fault)?;
        let packed = IdbKeyRange::lower_bound(&from).map_err(fault)?;
        let rows = ask(&store, &others)?;
        let packed = store.get_all_keys_with_key(&packed).map_err(fault)?;
        let rows = told(rows).await?;
        let packed: Array = answer(&packed).await?.unchecked_into();
        Ok(FirstRows {
            rows: self.read(rows).await?,
            segments: packed.iter().filter_map(|key| key.as_string()).collect(),
        })
    }

    async fn try_load(&self) -> Result<Rows, CommitFault> {
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let all = IdbKeyRange::lower_bound(&JsValue::from_str("")).map_err(fault)?;
        self.read(told(ask(&store, &all)?).await?).await
    }

    async fn try_segments(&self, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, CommitFault> {
        let (Some(first), Some(last)) = (keys.first(), keys.last()) else {
            return Ok(vec![]);
        };
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let range = IdbKeyRange::bound(&JsValue::from_str(first), &JsValue::from_str(last));
        let rows = told(ask(&store, &range.map_err(fault)?)?).await?;
        Ok(self.read(rows).await?.rows)
    }

    async fn try_commit(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        let (names, rows) = (Array::new(), Array::new());
        for (key, value) in &batch.put {
            names.push(&key.into());
            rows.push(&Uint8Array::from(&value[..]));
        }
        // A transaction does not wait for anything else: what takes time comes before it.
        let rows = at_rest::sealed(&self.name, &names, &rows).await?;
        // What has to stand there still; nothing where nobody has written yet.
        let known = match (batch.expect, &batch.over) {
            (Some(0), _) => Some((GENERATION, vec![])),
            (Some(expected), _) => Some((GENERATION, expected.to_be_bytes().to_vec())),
            (None, Some((key, known))) => Some((key.as_str(), self.as_it_lies(key, known).await?)),
            (None, None) => None,
        };
        let database = self.connection().await?;
        let (transaction, store) = begin(&database, "readwrite")?;
        let put = |key: &JsValue, value: &JsValue| store.put_with_key(value, key).map_err(fault);
        let ended = ended(&transaction);
        let generation = batch.generation(now().as_millis()).unwrap_or_default();
        at_rest::guard(&self.name, &store);
        let known = match known {
            Some((key, known)) => Some((store.get(&key.into()).map_err(fault)?, known)),
            None => None,
        };
        if batch.expect.is_some() {
            let generation = Uint8Array::from(&generation.to_be_bytes()[..]);
            put(&GENERATION.into(), &generation)?;
        }
        for key in &batch.delete {
            store.delete(&key.into()).map_err(fault)?;
        }
        for (key, value) in names.iter().zip(rows.iter()) {
            put(&key, &value)?;
        }
        // What is written is under way already: waiting for the answer first
        // would cost a way there and back. The browser answers in the order in
        // which it was asked, so the transaction cannot have ended before this.
        if let Some((found, known)) = known {
            if contents(&answer(&found).await?) != known {
                transaction.abort().map_err(fault)?;
                // Whoever tries again must find the writes undone.
                JsFuture::from(ended).await.ok();
                return Err(CommitFault::Overtaken);
            }
            // Without this answer the lock may not have been looked for yet.
            finish(&transaction);
        }
        match JsFuture::from(ended).await {
            Ok(_) => Ok(generation),
            // Nobody else aborts our transactions: the browser does, for want
            // of room or because the disk refuses.
            Err(_) => Err(transaction
                .error()
                .map_or(CommitFault::Full, |error| fault(error.into()))),
        }
    }
}

impl IndexedDb {
    /// How a row lies in the store that holds `known`: sealed anew it would look otherwise.
    async fn as_it_lies(&self, key: &str, known: &[u8]) -> Result<Vec<u8>, CommitFault> {
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let lies = answer(&store.get(&key.into()).map_err(fault)?).await?;
        let (keys, rows) = (Array::of1(&key.into()), Array::of1(&lies));
        let opened = at_rest::opened(&self.name, &keys, &rows).await?;
        match bytes(&opened.get(0)) == known {
            true => Ok(contents(&lies)),
            false => Err(CommitFault::Overtaken),
        }
    }

    /// Rows as they were before they were sealed.
    async fn read(&self, (keys, values): (Array, Array)) -> Result<Rows, CommitFault> {
        let values = at_rest::opened(&self.name, &keys, &values).await?;
        let mut rows = Rows::default();
        for (key, value) in keys.iter().zip(values.iter()) {
            let Some(key) = key.as_string() else { continue };
            let value = bytes(&value);
            match key.as_str() {
                GENERATION => rows.generation = read_generation(&value),
                LOCK => {}
                _ => rows.rows.push((key, value)),
            }
        }
        Ok(rows)
    }

    /// The generation of the store, where it is the one that `batch` has made.
    #[inline(never)]
    async fn has(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        let rows = self.try_load().await?;
        match batch.made(&rows) {
            true => Ok(rows.generation),
            false => Err(CommitFault::Overtaken),
        }
    }
}

/// A transaction whose end means that the disk has it, and its rows.
fn begin(
    database: &IdbDatabase,
    mode: &str,
) -> Result<(IdbTransaction, IdbObjectStore), CommitFault> {
    let options = Object::new();
    // Fails only for frozen objects.
    Reflect::set(&options, &"durability".into(), &"strict".into()).ok();
    let method = Reflect::get(database, &"transaction".into()).map_err(fault)?;
    let method: Function = method.unchecked_into();
    let made = method.call3(database, &STORE.into(), &mode.into(), &options);
    let transaction: IdbTransaction = made.map_err(fault)?.unchecked_into();
    let store = transaction.object_store(STORE).map_err(fault)?;
    Ok((transaction, store))
}

/// The end of a transaction: it fails where nothing of it was done.
fn ended(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    })
}

/// Nothing more will be asked of it: the browser need not wait and see.
fn finish(transaction: &IdbTransaction) {
    let commit = Reflect::get(transaction, &"commit".into());
    if let Some(commit) = commit
        .ok()
        .and_then(|found| found.dyn_into::<Function>().ok())
    {
        // Browsers that have no such call, or have already ended it, end it by themselves.
        commit.call0(transaction).ok();
    }
}

/// What opening or removing a database brings. A tab that does not let go of
/// it would keep us waiting without a word, so that counts as a failure.
async fn unblocked(request: &IdbOpenDbRequest) -> Result<JsValue, CommitFault> {
    let blocked = Promise::new(&mut |_, failed| request.set_onblocked(Some(&failed)));
    let answered = answered(request);
    let first = Promise::race(&Array::of2(&blocked, &answered));
    outcome(request, first).await
}

/// What a request brings.
async fn answer(request: &IdbRequest) -> Result<JsValue, CommitFault> {
    outcome(request, answered(request)).await
}

fn answered(request: &IdbRequest) -> Promise {
    Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    })
}

async fn outcome(request: &IdbRequest, answered: Promise) -> Result<JsValue, CommitFault> {
    match JsFuture::from(answered).await {
        Ok(_) => request.result().map_err(fault),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => fault(error.into()),
            _ => CommitFault::Unavailable(String::new()),
        }),
    }
}

fn factory() -> Result<IdbFactory, CommitFault> {
    let window = web_sys::window().ok_or(CommitFault::Unavailable(String::new()))?;
    let factory = window.indexed_db().map_err(fault)?;
    factory.ok_or(CommitFault::Unavailable(String::new()))
}

/// The bytes of a row, sealed or open; none where there is no row.
fn contents(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<ArrayBuffer>() {
        Some(sealed) => Uint8Array::new(sealed).to_vec(),
        None => bytes(value),
    }
}

fn bytes(value: &JsValue) -> Vec<u8> {
    value
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

impl LocalStore for IndexedDb {
    async fn first(&self) -> Result<FirstRows, CommitFault> {
        match self.try_first().await {
            Err(CommitFault::Unavailable(_)) => {
                self.close();
                self.try_first().await
            }
            loaded => loaded,
        }
    }

    async fn segments(&self, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, CommitFault> {
        match self.try_segments(keys).await {
            Err(CommitFault::Unavailable(_)) => {
                self.close();
                self.try_segments(keys).await
            }
            loaded => loaded,
        }
    }

    async fn load(&self) -> Result<Rows, CommitFault> {
        match self.try_load().await {
            Err(CommitFault::Unavailable(_)) => {
                self.close();
                self.try_load().await
            }
            loaded => loaded,
        }
    }

    async fn commit(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        match self.try_commit(batch).await {
            Err(CommitFault::Unavailable(_)) => {
                self.close();
                match self.try_commit(batch).await {
                    // By another tab, or by the first try, which went through after all.
                    Err(CommitFault::Overtaken) => self.has(batch).await,
                    committed => committed,
                }
            }
            committed => committed,
        }
    }
}

/// Asks for keys and values. Whoever asks for more must hear the answers in the
/// order of the questions: one that nobody waits for yet is lost.
fn ask(
    store: &IdbObjectStore,
    range: &IdbKeyRange,
) -> Result<(IdbRequest, IdbRequest), CommitFault> {
    let keys = store.get_all_keys_with_key(range).map_err(fault)?;
    let values = store.get_all_with_key(range).map_err(fault)?;
    Ok((keys, values))
}

/// Keys and values that were asked for.
async fn told((keys, values): (IdbRequest, IdbRequest)) -> Result<(Array, Array), CommitFault> {
    let keys = answer(&keys).await?.unchecked_into();
    Ok((keys, answer(&values).await?.unchecked_into()))
}

fn read_generation(bytes: &[u8]) -> u64 {
    bytes.try_into().map(u64::from_be_bytes).unwrap_or(0)
}

pub(super) fn fault(thrown: JsValue) -> CommitFault {
    match thrown.dyn_ref::<DomException>() {
        Some(exception) if exception.name() == "QuotaExceededError" => CommitFault::Full,
        Some(exception) => CommitFault::Unavailable(exception.message()),
        None => CommitFault::Unavailable(String::new()),
    }
}
