//! Who speaks: the identity of one local database, and what is named after it.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 16;

/// 客户端标识 — one local database of one browser: 80 random bits, written as
/// 16 characters of Crockford's base 32 in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId([u8; LENGTH]);

/// The text is not a client id or a record id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedId;

impl fmt::Display for MalformedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed id")
    }
}

impl ClientId {
    /// A client id of ten random bytes, which the caller draws.
    #[must_use]
    pub fn from_random(bytes: [u8; 10]) -> Self {
        let mut text = [0; LENGTH];
        let mut pending = 0_u32;
        let mut bits = 0;
        let mut at = 0;
        for byte in bytes {
            pending = (pending << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text[at] = ALPHABET[((pending >> bits) & 31) as usize];
                at += 1;
            }
        }
        Self(text)
    }

    /// The 16 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ClientId {
    type Err = MalformedId;

    fn from_str(text: &str) -> Result<Self, MalformedId> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| MalformedId)?;
        if bytes.iter().all(|byte| ALPHABET.contains(byte)) {
            Ok(Self(bytes))
        } else {
            Err(MalformedId)
        }
    }
}

impl TryFrom<String> for ClientId {
    type Error = MalformedId;

    fn try_from(text: String) -> Result<Self, MalformedId> {
        text.parse()
    }
}

impl From<ClientId> for String {
    fn from(id: ClientId) -> Self {
        id.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_bytes_become_sixteen_characters_and_come_back() {
        let id = ClientId::from_random([255, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(id.as_str().len(), 16);
        assert_eq!(id.as_str().parse(), Ok(id));
    }

    #[test]
    fn different_bytes_give_different_ids() {
        let mut last = [9; 10];
        last[9] = 8;
        assert_ne!(ClientId::from_random([9; 10]), ClientId::from_random(last));
    }

    #[test]
    fn letters_outside_the_alphabet_and_other_lengths_are_refused() {
        for text in [
            "",
            "0123456789abcdeu",
            "0123456789ABCDEF",
            "0123456789abcde",
            "0123456789abcdef0",
        ] {
            assert_eq!(text.parse::<ClientId>(), Err(MalformedId), "{text}");
        }
    }
}
