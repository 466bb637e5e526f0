//! The digest of a piece (tus, checksum): nothing is kept of a piece that differs.

use axum::http::HeaderMap;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::tus::CHECKSUM;
use crate::http::problem::{self, Answer};

/// 分片校验 — what a piece has to come to.
pub(super) enum Checksum {
    Sha1(Vec<u8>),
    Sha256(Vec<u8>),
}

/// What the headers say, if they say it.
pub(super) fn of(headers: &HeaderMap) -> Answer<Option<Checksum>> {
    let Some(text) = headers.get(CHECKSUM) else {
        return Ok(None);
    };
    let text = text.to_str().map_err(|_| problem::unclear_upload())?;
    let (algorithm, digest) = text.split_once(' ').ok_or_else(problem::unclear_upload)?;
    let digest = BASE64_STANDARD
        .decode(digest)
        .map_err(|_| problem::unclear_upload())?;
    match algorithm {
        "sha1" => Ok(Some(Checksum::Sha1(digest))),
        "sha256" => Ok(Some(Checksum::Sha256(digest))),
        _ => Err(problem::unknown_checksum()),
    }
}

impl Checksum {
    pub(super) fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Sha1(expected) => Sha1::digest(bytes)[..] == expected[..],
            Self::Sha256(expected) => Sha256::digest(bytes)[..] == expected[..],
        }
    }
}
