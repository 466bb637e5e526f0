//! 平台标识: the short name of a platform, in addresses and keys.

use serde::{Deserialize, Serialize};

use crate::identifiers::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 平台标识 — a platform's short name: 2 to 20 small letters, `guizhou`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlatformId(String);

/// 平台标识的错误 — the text is not 2 to 20 small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlatformIdFault {
    /// 格式不对 — anything but 2 to 20 small letters.
    NotAPlatformId,
}

impl PlatformId {
    /// Reads a name exactly as it is: it comes from addresses and files, not
    /// from people, so nothing is normalised.
    ///
    /// # Errors
    /// Anything but 2 to 20 letters a–z.
    pub fn parse(input: &str) -> Result<Self, PlatformIdFault> {
        if (2..=20).contains(&input.len()) && input.bytes().all(|b| b.is_ascii_lowercase()) {
            Ok(Self(input.to_owned()))
        } else {
            Err(PlatformIdFault::NotAPlatformId)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PlatformIdFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new(
            "没有这个平台，请回到服务大厅重新选择。",
            "There is no such platform. Choose one in the service hall.",
        )
    }
}

fault_text!(PlatformIdFault);
text_on_the_wire!(PlatformId, PlatformIdFault);
