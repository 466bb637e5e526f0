//! The worker beside the page, and how it is asked.

use std::cell::{Cell, RefCell};

use domain::map::SortedMap;
use domain::sentence::Sentence;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use super::sending;
use crate::local_store::at_rest;

#[wasm_bindgen]
extern "C" {
    /// Another worker (app/leaving.js), which ends with the page.
    #[wasm_bindgen(js_name = workerBeside, catch)]
    fn worker_beside() -> Result<Worker, JsValue>;
}

thread_local! {
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    static WAITING: RefCell<SortedMap<u32, Function>> = const { RefCell::new(SortedMap::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Asks the worker to do `act` in the database of that name; what it answers.
///
/// # Errors
/// Why it could not, in words.
pub async fn ask(act: &str, database: &str, given: &[JsValue]) -> Result<Array, Sentence> {
    let number = LAST.get() + 1;
    LAST.set(number);
    let key = at_rest::key_of(database);
    let head: [JsValue; 4] = [number.into(), act.into(), database.into(), key];
    let message: Array = head.iter().chain(given).collect();
    let answered = Promise::new(&mut |done, _| {
        WAITING.with(|waiting| waiting.borrow_mut().insert(number, done));
    });
    let posted = worker().and_then(|worker| worker.post_message(&message));
    posted.map_err(|_| broken())?;
    let answer = JsFuture::from(answered).await.map_err(|_| broken())?;
    let answer: Array = answer.unchecked_into();
    match answer.shift().as_string() {
        None => Ok(answer),
        Some(fault) => Err(words(&fault, &answer)),
    }
}

fn worker() -> Result<Worker, JsValue> {
    if let Some(worker) = WORKER.with(|worker| worker.borrow().clone()) {
        return Ok(worker);
    }
    let worker = worker_beside()?;
    let hear = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let number = message.shift().as_f64().unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // Numbers that were given here.
        let number = number as u32;
        if number == 0 {
            return sending::hear(&message);
        }
        let done = WAITING.with(|waiting| waiting.borrow_mut().remove(&number));
        if let Some(done) = done {
            done.call1(&JsValue::NULL, &message).ok();
        }
    });
    worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    // Where it cannot be had, or ended with a page that was left, nobody waits for it for ever.
    let failed = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        WORKER.take();
        let fault = if event.is_undefined() {
            "left"
        } else {
            "offline"
        };
        for (_, done) in WAITING.take() {
            let answer = Array::of1(&fault.into());
            done.call1(&JsValue::NULL, &answer).ok();
        }
    });
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    WORKER.replace(Some(worker.clone()));
    Ok(worker)
}

fn words(fault: &str, more: &Array) -> Sentence {
    let text = |index| more.get(index).as_string().unwrap_or_default();
    match fault {
        "refused" => Sentence::new(text(0), text(1)),
        "unreadable" => Sentence::new(
            "这张图片打不开。请换一张，或换成 JPEG、PNG 格式。",
            "This picture cannot be opened. Please choose another, or save it as JPEG or PNG.",
        ),
        "large" => Sentence::new(
            "文件超过 10 MB，请缩小后再选。",
            "The file is larger than 10 MB. Please make it smaller.",
        ),
        "full" => Sentence::new(
            "这台设备的存储空间已满，附件没有存下。请先腾出空间。",
            "This device has no room left, and the file was not kept. Please make room first.",
        ),
        "offline" => Sentence::new(
            "现在连不上平台，联网后再试。",
            "The platform cannot be reached now; try again once connected.",
        ),
        "elsewhere" => Sentence::new(
            "这个附件在另一台设备上，请在那台设备上打开。",
            "This file is on another device; please open it there.",
        ),
        _ => broken(),
    }
}

fn broken() -> Sentence {
    Sentence::new(
        "浏览器没能处理这个附件，请再试一次。",
        "The browser could not handle this file. Please try again.",
    )
}
