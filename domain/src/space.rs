//! Spaces: who sees what. A space holds records that the same people see; a
//! role is a set of spaces.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::client_id::MalformedId;
use crate::profile::PlatformId;
use crate::record_id::RecordId;

/// 登记凭证号 — the public name of an anonymous intake space: the first half of
/// the SHA-256 of its secret, in hexadecimal.
///
/// Whoever has the secret is the applicant, on whatever device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IntakeId(String);

impl IntakeId {
    /// The intake space which `secret` opens.
    #[must_use]
    pub fn of_secret(secret: &str) -> Self {
        Self(hex(&Sha256::digest(secret.as_bytes())[..16]))
    }

    /// The 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IntakeId {
    type Error = MalformedId;

    fn try_from(text: String) -> Result<Self, MalformedId> {
        let plain = text.len() == 32
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if plain {
            Ok(Self(text))
        } else {
            Err(MalformedId)
        }
    }
}

impl From<IntakeId> for String {
    fn from(id: IntakeId) -> Self {
        id.0
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)])
        .collect()
}

/// 数据空间 — records of one visibility on one platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Space {
    /// The platform; every key of the store begins with it.
    pub platform: PlatformId,
    /// Which space of that platform.
    pub area: Area,
}

/// 空间类别 — the kinds of space that a platform has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 登记: applications made before any unit exists.
    Intake(IntakeId),
    /// 单位信息: a unit's own file.
    Account(RecordId),
    /// 挂网: a unit's listings.
    Listings(RecordId),
    /// 审核: what the centre has been asked to decide.
    Review,
}

impl Space {
    /// A space of `platform`.
    #[must_use]
    pub fn new(platform: &PlatformId, area: Area) -> Self {
        Self {
            platform: platform.clone(),
            area,
        }
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let platform = self.platform.as_str();
        match &self.area {
            Area::Intake(intake) => write!(f, "{platform}/intake/{}", intake.as_str()),
            Area::Account(unit) => write!(f, "{platform}/unit/{unit}/account"),
            Area::Listings(unit) => write!(f, "{platform}/unit/{unit}/listings"),
            Area::Review => write!(f, "{platform}/review"),
        }
    }
}

impl FromStr for Space {
    type Err = MalformedId;

    fn from_str(text: &str) -> Result<Self, MalformedId> {
        let mut parts = text.split('/');
        let platform =
            PlatformId::parse(parts.next().unwrap_or_default()).map_err(|_| MalformedId)?;
        let area = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("intake"), Some(id), None, None) => Area::Intake(id.to_owned().try_into()?),
            (Some("unit"), Some(id), Some("account"), None) => Area::Account(id.parse()?),
            (Some("unit"), Some(id), Some("listings"), None) => Area::Listings(id.parse()?),
            (Some("review"), None, None, None) => Area::Review,
            _ => return Err(MalformedId),
        };
        Ok(Self { platform, area })
    }
}

impl TryFrom<String> for Space {
    type Error = MalformedId;

    fn try_from(text: String) -> Result<Self, MalformedId> {
        text.parse()
    }
}

impl From<Space> for String {
    fn from(space: Space) -> Self {
        space.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::client_id::ClientId;

    #[test]
    fn every_kind_of_space_is_written_and_read_back() {
        let platform = PlatformId::parse("hunan").unwrap();
        let unit = RecordId::of_command(ClientId::from_random([1; 10]), 1);
        let areas = [
            Area::Intake(IntakeId::of_secret("x")),
            Area::Account(unit),
            Area::Listings(unit),
            Area::Review,
        ];
        for area in areas {
            let space = Space::new(&platform, area);
            assert_eq!(space.to_string().parse(), Ok(space));
        }
    }

    #[test]
    fn an_intake_is_named_after_its_secret_and_does_not_show_it() {
        let intake = IntakeId::of_secret("correct horse");
        assert_eq!(intake, IntakeId::of_secret("correct horse"));
        assert_ne!(intake, IntakeId::of_secret("correct horsf"));
        assert!(!intake.as_str().contains("horse"));
    }

    #[test]
    fn malformed_spaces_are_refused() {
        for text in [
            "",
            "hunan",
            "hunan/review/x",
            "hunan/unit/x/account",
            "hunan/intake/XYZ",
            "/review",
        ] {
            assert_eq!(text.parse::<Space>(), Err(MalformedId), "{text}");
        }
    }
}
