//! The session's secret: 256 random bits that only the browser keeps.

use domain::space::hex;
use sha2::{Digest, Sha256};

const LENGTH: usize = 64;

/// 会话令牌 — 64 hexadecimal digits. It has no `Debug`: it is never written.
pub struct Token(String);

/// 令牌摘要 — the SHA-256 of a token, in hexadecimal: all that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHash(String);

impl Token {
    /// A new token.
    ///
    /// # Errors
    /// No randomness is to be had.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LENGTH / 2];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The token that a cookie carries, if it has the form of one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == LENGTH
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        plain.then(|| Self(text.to_owned()))
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(hex(&Sha256::digest(self.0.as_bytes())))
    }

    /// The digits, for the cookie alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl TokenHash {
    /// The digits, for the store.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
