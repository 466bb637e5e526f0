//! The five profiles that ship, and how any profile is read from TOML.

use super::{PlatformProfile, ProfileFault};

/// The files, in the order of the service hall.
const FILES: [&str; 5] = [
    include_str!("../../profiles/guizhou.toml"),
    include_str!("../../profiles/beijing.toml"),
    include_str!("../../profiles/hunan.toml"),
    include_str!("../../profiles/hebei.toml"),
    include_str!("../../profiles/shenzhen.toml"),
];

/// 随附档案 — the five platforms that ship. A test sees to it that each file
/// reads; one that did not would be left out here.
#[must_use]
pub fn shipped() -> Vec<PlatformProfile> {
    FILES
        .iter()
        .filter_map(|text| PlatformProfile::from_toml(text).ok())
        .collect()
}

impl PlatformProfile {
    /// 读取档案 — reads a profile from TOML and validates it.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn from_toml(text: &str) -> Result<Self, ProfileFault> {
        let profile: Self = toml::from_str(text)
            .map_err(|error| ProfileFault::Unreadable(error.message().to_owned()))?;
        profile.validate()?;
        Ok(profile)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_shipped_file_reads_and_is_valid() {
        for file in FILES {
            PlatformProfile::from_toml(file).unwrap();
        }
        assert_eq!(shipped().len(), FILES.len());
    }
}
