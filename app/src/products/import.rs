//! From a file into the store: read piece by piece, so that the page stays awake
//! and no file is too large for the memory; what is read is written meanwhile.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{File, TextDecodeOptions, TextDecoder};

use super::sheet::{Outcome, Sheet, Unreadable};
use super::store::{Catalogue, Staging, Store};
use crate::replica::CommitFault;

/// How much of a file is read at a time, in bytes: a few milliseconds of work
/// even on an old phone, after which the page can do something else.
const PIECE: f64 = 131_072.0;
/// How many segments are written at a time, and how many such writes may be
/// under way.
const TOGETHER: usize = 2;
const UNDER_WAY: usize = 2;

/// 装入失败 — why a file did not become the list. The earlier list stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFault {
    /// It is no such sheet.
    Unreadable(Unreadable),
    /// Not one line of it is a product.
    NoRows(Outcome),
    /// The browser could not read the file.
    File,
    /// This device did not keep it.
    Store(CommitFault),
    /// Nobody wanted it any more.
    Stopped,
}

impl From<CommitFault> for ImportFault {
    fn from(fault: CommitFault) -> Self {
        Self::Store(fault)
    }
}

impl From<Unreadable> for ImportFault {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

/// 装入结果 — the new list, and what the sheet had in it.
pub type Imported = (Catalogue, Outcome);

/// Makes the products in `file` the list, in place of the one that the store had
/// at `generation`. `goes_on` is told the part that is read, 0 to 1, and says
/// whether to go on.
///
/// # Errors
/// Why it came to nothing; the earlier list is untouched then.
pub async fn import(
    file: &File,
    store: &Store,
    generation: u64,
    goes_on: &dyn Fn(f64) -> bool,
) -> Result<Imported, ImportFault> {
    match attempt(file, store, generation, None, goes_on).await {
        // What spreadsheets in China write where they are not asked for UTF-8.
        Err(ImportFault::Unreadable(Unreadable::NotUtf8)) => {
            let decoder = TextDecoder::new_with_label("gb18030").map_err(|_| ImportFault::File)?;
            attempt(file, store, generation, Some(&decoder), goes_on).await
        }
        done => done,
    }
}

async fn attempt(
    file: &File,
    store: &Store,
    generation: u64,
    decoder: Option<&TextDecoder>,
    goes_on: &dyn Fn(f64) -> bool,
) -> Result<Imported, ImportFault> {
    let mut staging = Staging::begin(store, generation);
    let mut writes = Writes::default();
    let read = read(file, decoder, &mut staging, &mut writes, goes_on).await;
    let written = writes.end().await;
    match read.and_then(|outcome| written.map(|()| outcome).map_err(Into::into)) {
        Ok(outcome) if outcome.rows == 0 => Err(ImportFault::NoRows(outcome)),
        Ok(outcome) => {
            let catalogue = staging.finish(outcome.rows, file.name()).await?;
            Ok((catalogue, outcome))
        }
        Err(fault) => {
            staging.abandon().await;
            Err(fault)
        }
    }
}

async fn read(
    file: &File,
    decoder: Option<&TextDecoder>,
    staging: &mut Staging,
    writes: &mut Writes,
    goes_on: &dyn Fn(f64) -> bool,
) -> Result<Outcome, ImportFault> {
    let (mut sheet, mut full, size) = (Sheet::default(), vec![], file.size());
    let mut at = 0.0;
    let mut next = piece(file, at)?;
    while at < size {
        let bytes = JsFuture::from(next).await.map_err(|_| ImportFault::File)?;
        at += PIECE;
        // The next piece is on its way while this one is understood.
        next = piece(file, at)?;
        let bytes = Uint8Array::new(&bytes.unchecked_into::<ArrayBuffer>());
        match decoder {
            None => sheet.feed(&bytes.to_vec())?,
            Some(decoder) => sheet.feed(decoded(decoder, &bytes, at < size)?.as_bytes())?,
        }
        full.append(&mut sheet.full());
        if full.len() >= TOGETHER {
            writes
                .begin(staging.put(core::mem::take(&mut full)))
                .await?;
        }
        if !goes_on((at / size).min(1.0)) {
            return Err(ImportFault::Stopped);
        }
    }
    let outcome = sheet.finish()?;
    full.append(&mut sheet.full());
    writes.begin(staging.put(full)).await?;
    Ok(outcome)
}

fn piece(file: &File, at: f64) -> Result<Promise, ImportFault> {
    let piece = file.slice_with_f64_and_f64(at, at + PIECE);
    Ok(piece.map_err(|_| ImportFault::File)?.array_buffer())
}

fn decoded(decoder: &TextDecoder, bytes: &Uint8Array, more: bool) -> Result<String, ImportFault> {
    let options = TextDecodeOptions::new();
    options.set_stream(more);
    decoder
        .decode_with_js_u8_array_and_options(bytes, &options)
        .map_err(|_| ImportFault::File)
}

/// Writes that are under way while reading goes on.
#[derive(Default)]
struct Writes {
    under_way: VecDeque<Promise>,
    fault: Rc<RefCell<Option<CommitFault>>>,
}

impl Writes {
    /// Begins a write, once not too many are under way.
    async fn begin(
        &mut self,
        write: impl Future<Output = Result<(), CommitFault>> + 'static,
    ) -> Result<(), CommitFault> {
        let fault = Rc::clone(&self.fault);
        self.under_way.push_back(future_to_promise(async move {
            if let Err(why) = write.await {
                fault.borrow_mut().get_or_insert(why);
            }
            Ok(JsValue::UNDEFINED)
        }));
        self.wait(UNDER_WAY).await
    }

    /// Waits for all of them.
    async fn end(mut self) -> Result<(), CommitFault> {
        self.wait(0).await
    }

    async fn wait(&mut self, most: usize) -> Result<(), CommitFault> {
        while self.under_way.len() > most {
            if let Some(write) = self.under_way.pop_front() {
                // It is only ever fulfilled.
                JsFuture::from(write).await.ok();
            }
        }
        match self.fault.borrow().clone() {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }
}
