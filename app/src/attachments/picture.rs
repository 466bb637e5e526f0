//! A file to look at: a picture in the page, anything else to be saved.

use domain::sentence::Sentence;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Url};

use super::engine::ask;
use crate::components::{El, Weight, alert, button, div, el, slot};
use crate::outbox::hand_over;
use crate::signals::*;

/// The bytes of a file, from this device, or from the platform as `account` through `record`.
///
/// # Errors
/// Why they cannot be had, in words.
pub async fn bytes(
    database: &str,
    sha256: &str,
    from: Option<(&str, &str)>,
) -> Result<Blob, Sentence> {
    let (account, record) = from.unwrap_or_default();
    let given: [JsValue; 3] = [sha256.into(), account.into(), record.into()];
    let answer = ask("show", database, &given).await?;
    Ok(answer.get(0).unchecked_into())
}

/// What shows `blob`: a picture called `name`, or a button by which it is saved under that name.
#[must_use]
pub fn shown(blob: &Blob, name: &str, words: &str) -> El {
    if !blob.type_().starts_with("image/") {
        return saving(blob.clone(), name.to_owned());
    }
    let address = Url::create_object_url_with_blob(blob).unwrap_or_default();
    // What has been drawn, or cannot be, needs its address no longer.
    let (loaded, broken) = (address.clone(), address.clone());
    el("img")
        .class("scan")
        .attr("alt", words)
        .attr("src", &address)
        .on("load", move |_| drop(Url::revoke_object_url(&loaded)))
        .on("error", move |_| drop(Url::revoke_object_url(&broken)))
}

/// The file has an address only while the browser takes it, not as long as the page lives.
fn saving(blob: Blob, name: String) -> El {
    let why = RwSignal::new(None);
    let words = Sentence::new(["下载 ", &name].concat(), ["Download ", &name].concat());
    let save = button(words, Weight::Quiet, move || {
        why.set(hand_over(&blob, &name).err());
    });
    let told = slot(move || why.get().map(alert).into_iter().collect());
    div("row").child(save).child(told)
}
