//! A file as what is new in it against an earlier version: `dcz` of RFC 9842,
//! made when it is first asked for.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::{OnceCell, Semaphore};

use super::dictionary::Digest;
use super::releases::Releases;

/// What comes before the dictionary's digest: to a Zstandard decoder a frame to skip.
const MAGIC: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0];
/// The level above which files of half a megabyte hardly get smaller.
const LEVEL: i32 = 19;
/// Browsers need not read frames with a larger window: 8 MiB.
const LARGEST_WINDOW: u32 = 23;
/// So many answers are kept in memory; there are fewer unless files change under the server.
const MOST: usize = 64;

type Made = Arc<OnceCell<Option<Bytes>>>;

/// 差量 — answers that were made, and what they are made from.
pub(super) struct Deltas {
    releases: Arc<Releases>,
    made: Mutex<HashMap<(Digest, Digest), Made>>,
    /// Making one keeps a processor busy for some tenths of a second: the others are
    /// left for everything else.
    turn: Arc<Semaphore>,
}

impl Deltas {
    pub(super) fn against(releases: Releases) -> Self {
        Self {
            releases: Arc::new(releases),
            made: Mutex::default(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// The files of the last releases.
    pub(super) fn releases(&self) -> &Releases {
        &self.releases
    }

    /// The body of the answer for whoever has the `dictionary`; `None` when that was
    /// never one of the file's `versions`, or when the answer would not be shorter
    /// than `limit` bytes.
    pub(super) async fn of(
        &self,
        contents: &[u8],
        versions: &str,
        dictionary: Digest,
        limit: usize,
    ) -> Option<Bytes> {
        if !self.releases.has(&dictionary, versions) {
            return None;
        }
        let made = self.place((dictionary, Sha256::digest(contents).into()));
        let make = || self.make(contents.to_vec(), dictionary);
        let body = made.get_or_init(make).await.clone();
        body.filter(|body| body.len() < limit)
    }

    fn place(&self, key: (Digest, Digest)) -> Made {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= MOST && !made.contains_key(&key) {
            made.clear();
        }
        made.entry(key).or_default().clone()
    }

    async fn make(&self, contents: Vec<u8>, dictionary: Digest) -> Option<Bytes> {
        let turn = self.turn.clone().acquire_owned().await.ok()?;
        let releases = self.releases.clone();
        let work = move || {
            // Held here, so that callers who hang up do not start a second one.
            let _turn = turn;
            let old = releases.read(&dictionary)?;
            encode(&contents, &old, &dictionary).ok()
        };
        let body = tokio::task::spawn_blocking(work).await.ok()??;
        Some(body.into())
    }
}

/// The contents in Zstandard, with the old ones before them.
fn encode(contents: &[u8], old: &[u8], digest: &Digest) -> io::Result<Vec<u8>> {
    let mut body = MAGIC.to_vec();
    body.extend(digest);
    let both = contents.len() + old.len();
    let window = (usize::BITS - both.leading_zeros()).clamp(10, LARGEST_WINDOW);
    let mut encoder = zstd::Encoder::with_ref_prefix(body, LEVEL, old)?;
    encoder.set_pledged_src_size(Some(contents.len() as u64))?;
    encoder.window_log(window)?;
    encoder.write_all(contents)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// Bytes in which nothing comes twice.
    fn noise(length: usize) -> Vec<u8> {
        let block = |at: usize| Sha256::digest(at.to_le_bytes());
        (0..length / 32).flat_map(block).collect()
    }

    #[test]
    fn a_small_change_in_a_large_file_is_small_and_comes_out_whole() {
        let old = noise(1 << 20);
        let mut new = old.clone();
        new.splice(500_000..500_010, *b"something else");
        let digest = Sha256::digest(&old).into();
        let body = encode(&new, &old, &digest).unwrap_or_default();
        assert_eq!((&body[..8], &body[8..40]), (&MAGIC[..], &digest[..]));
        assert!(body.len() < 200, "{}", body.len());
        let mut out = Vec::new();
        let decoder = zstd::Decoder::with_ref_prefix(&body[40..], &old);
        let read = decoder.and_then(|mut decoder| decoder.read_to_end(&mut out));
        assert!(read.is_ok() && out == new);
    }
}
