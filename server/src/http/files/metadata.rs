//! What a sender says of a file: `name base64,name base64`.

use axum::http::HeaderMap;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::tus::METADATA;
use crate::files::FileDigest;

/// The most that is kept of it.
const LONGEST: usize = 1024;

/// 上传说明 — as it was said, and the digest in it.
pub(super) struct Metadata {
    pub(super) text: String,
    pub(super) digest: FileDigest,
}

/// What the headers say of a file; none where its digest is not among it.
pub(super) fn of(headers: &HeaderMap) -> Option<Metadata> {
    let text = headers.get(METADATA)?.to_str().ok()?;
    if text.len() > LONGEST {
        return None;
    }
    let value = text
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '))
        .find_map(|(name, value)| (name == "sha256").then_some(value))?;
    let value = BASE64_STANDARD.decode(value.trim()).ok()?;
    let digest = FileDigest::parse(str::from_utf8(&value).ok()?)?;
    let text = text.to_owned();
    Some(Metadata { text, digest })
}
