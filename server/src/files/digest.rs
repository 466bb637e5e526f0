//! The name of a file: the SHA-256 of its bytes.

use bytes::Bytes;
use domain::space::hex;
use sha2::{Digest, Sha256};

/// 文件摘要 — a SHA-256, as 64 hexadecimal digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileDigest(String);

impl FileDigest {
    /// The digest that a text is, if it is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 64
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        plain.then(|| Self(text.to_owned()))
    }

    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex(&Sha256::digest(bytes)))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the digest of these bytes; worked out where it holds nobody up.
    pub(crate) async fn fits(&self, bytes: Bytes) -> bool {
        let found = tokio::task::spawn_blocking(move || Self::of(&bytes)).await;
        found.is_ok_and(|found| found == *self)
    }
}
