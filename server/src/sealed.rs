//! 密封: what is personal in the command log is encrypted under a key of the person's own.
//! Where the key is destroyed, nobody reads it again, and the log stays as it was written.

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use domain::space::hex;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// So many bytes of randomness make each text's encryption its own.
const NONCE: usize = 24;

/// 个人密钥 — one person's key, with the name by which what it encrypted asks for it.
/// Without `Debug`: it is never written.
#[derive(Clone)]
pub struct PersonKey {
    /// Its name.
    pub id: String,
    /// The key of XChaCha20-Poly1305.
    pub key: [u8; 32],
}

/// 密文 — a text that only the key of this name opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The key's name.
    pub key: String,
    /// The nonce and the encrypted text, in base64.
    text: String,
}

impl PersonKey {
    /// A new key, with a name of its own.
    ///
    /// # Errors
    /// The system gave no randomness.
    pub fn generate() -> Result<Self, StoreError> {
        Ok(Self {
            id: hex(&random::<8>()?),
            key: random()?,
        })
    }

    /// Encrypts `text`. `place` is where it stands: elsewhere it does not open.
    ///
    /// # Errors
    /// The system gave no randomness.
    pub fn seal(&self, place: &str, text: &str) -> Result<Sealed, StoreError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload {
            msg: text.as_bytes(),
            aad: place.as_bytes(),
        };
        let encrypted = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| StoreError::Corrupt("a text could not be encrypted".into()))?;
        Ok(Sealed {
            key: self.id.clone(),
            text: BASE64_STANDARD_NO_PAD.encode([&nonce[..], &encrypted].concat()),
        })
    }

    /// The text that was encrypted under this key at this place; none where it was not.
    #[must_use]
    pub fn open(&self, place: &str, sealed: &Sealed) -> Option<String> {
        let bytes = BASE64_STANDARD_NO_PAD.decode(&sealed.text).ok()?;
        let (nonce, encrypted) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: encrypted,
            aad: place.as_bytes(),
        };
        let text = self.cipher().decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(text).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.key))
    }
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Randomness(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_key_at_its_place_and_nowhere_else() {
        let (key, other) = (
            PersonKey::generate().unwrap(),
            PersonKey::generate().unwrap(),
        );
        let sealed = key.seal("a.1", "13800138000").unwrap();
        assert_eq!(key.open("a.1", &sealed).unwrap(), "13800138000");
        assert_eq!(key.open("a.2", &sealed), None);
        assert_eq!(other.open("a.1", &sealed), None);
        assert!(!format!("{sealed:?}").contains("13800138000"));
        // The same twice does not look the same.
        assert_ne!(key.seal("a.1", "13800138000").unwrap(), sealed);
    }
}
