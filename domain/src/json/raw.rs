//! JSON that is passed on as it is.

use serde::de::Deserializer;
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The name by which serde_json tells JSON that stands for itself, and by which
/// [`write`](super::write()) does. It is serde_json's own affair: a test says so
/// when it changes.
pub(super) const MARK: &str = "$serde_json::private::RawValue";

/// 原文 — JSON kept as the bytes in which it came: frozen commands, and records
/// that a client may be too old to understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(String);

impl Raw {
    /// Takes `text`, which must be JSON: it is written without being looked at.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut raw = serializer.serialize_struct(MARK, 1)?;
        raw.serialize_field(MARK, &self.0)?;
        raw.end()
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(|raw| Self(raw.get().to_owned()))
    }
}
