//! Compressing what goes up. The browser has the compressor, so this costs no code to
//! download; where it has none, bodies go up as they are.

use js_sys::{Array, ArrayBuffer, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableWritablePair, Response};

/// Below so many bytes it is not worth a header.
pub(super) const WORTH: usize = 600;

/// `text`, compressed; none where this browser cannot.
pub(super) async fn gzip(text: &str) -> Option<ArrayBuffer> {
    let stream = compressed(text).ok()?;
    let buffer = JsFuture::from(stream.array_buffer().ok()?).await.ok()?;
    buffer.dyn_into().ok()
}

fn compressed(text: &str) -> Result<Response, JsValue> {
    // Not among the bindings that web-sys calls stable.
    let constructor = Reflect::get(&js_sys::global(), &"CompressionStream".into())?;
    let format = Array::of1(&"gzip".into());
    let compressor = Reflect::construct(&constructor.dyn_into::<Function>()?, &format)?;
    // It has both ends of such a pair.
    let pair = compressor.unchecked_ref::<ReadableWritablePair>();
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)))?;
    Response::new_with_opt_readable_stream(Some(&blob.stream().pipe_through(pair)))
}
