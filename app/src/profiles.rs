//! The platforms that ship with the program.

use std::sync::OnceLock;

use domain::profile::PlatformProfile;

static PROFILES: OnceLock<Vec<PlatformProfile>> = OnceLock::new();

/// 平台档案 — every shipped platform, in the order of the service hall.
#[must_use]
pub fn all() -> &'static [PlatformProfile] {
    // The build wrote these bytes from the same types.
    PROFILES.get_or_init(|| {
        domain::json::read(include_str!(concat!(env!("OUT_DIR"), "/profiles.json")))
            .unwrap_or_default()
    })
}

/// The platform of that name.
#[must_use]
pub fn find(id: &str) -> Option<&'static PlatformProfile> {
    all().iter().find(|profile| profile.id.as_str() == id)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_five_platforms_are_there() {
        for id in ["guizhou", "beijing", "hunan", "hebei", "shenzhen"] {
            assert!(super::find(id).is_some(), "{id}");
        }
        assert_eq!(super::all().len(), 5);
    }
}
