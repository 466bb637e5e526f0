//! A file to look at: a picture in the page, anything else to be saved.

use domain::sentence::Sentence;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Url};

use super::engine::ask;
use crate::components::{El, el};

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

/// What shows `blob`: a picture called `name`, or a link by which it is saved under that name.
#[must_use]
pub fn shown(blob: &Blob, name: &str, words: &str) -> El {
    let address = Url::create_object_url_with_blob(blob).unwrap_or_default();
    if blob.type_().starts_with("image/") {
        let loaded = address.clone();
        return el("img")
            .class("scan")
            .attr("alt", words)
            .attr("src", &address)
            // What has been drawn needs its address no longer.
            .on("load", move |_| drop(Url::revoke_object_url(&loaded)));
    }
    el("a")
        .class("row-name")
        .attr("href", &address)
        .attr("download", name)
        .text(("下载文件", "Download the file"))
}
