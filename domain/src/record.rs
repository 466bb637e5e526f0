//! Records: what is stored, one row each, and which spaces show it.

use serde::{Deserialize, Serialize};

use crate::listing::Listing;
use crate::profile::PlatformId;
use crate::record_id::RecordId;
use crate::registration::Registration;
use crate::review::Review;
use crate::space::{Area, Space};
use crate::unit::Unit;

/// 记录 — one stored thing, of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "collection", content = "body", rename_all = "snake_case")]
pub enum Record {
    /// 单位注册申请
    Registration(Registration),
    /// 单位
    Unit(Unit),
    /// 挂网产品
    Listing(Listing),
}

/// 记录版本 — a record with its name and version. Versions count from 1 and go
/// up by one with each change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versioned {
    /// The record's name.
    pub id: RecordId,
    /// How often it has been written.
    pub version: u64,
    /// What it holds.
    #[serde(flatten)]
    pub record: Record,
}

impl Record {
    /// The collection's name, for the store.
    #[must_use]
    pub fn collection(&self) -> &'static str {
        match self {
            Self::Registration(_) => "registration",
            Self::Unit(_) => "unit",
            Self::Listing(_) => "listing",
        }
    }

    /// The space to which the record belongs: the first of [`Record::spaces`].
    #[must_use]
    pub fn home(&self, platform: &PlatformId) -> Space {
        let area = match self {
            Self::Registration(registration) => Area::Intake(registration.intake.clone()),
            Self::Unit(unit) => Area::Account(unit.registration),
            Self::Listing(listing) => Area::Listings(listing.unit),
        };
        Space::new(platform, area)
    }

    /// Every space that shows the record, its home first.
    #[must_use]
    pub fn spaces(&self, platform: &PlatformId) -> Vec<Space> {
        let mut spaces = vec![self.home(platform)];
        if self.review().is_some() {
            spaces.push(Space::new(platform, Area::Review));
        }
        if let Self::Registration(Registration {
            unit: Some(unit), ..
        }) = self
        {
            spaces.push(Space::new(platform, Area::Account(*unit)));
        }
        spaces
    }

    /// The review that the record is under, if its kind has one.
    #[must_use]
    pub fn review(&self) -> Option<&Review> {
        match self {
            Self::Registration(registration) => Some(&registration.review),
            Self::Listing(listing) => Some(&listing.review),
            Self::Unit(_) => None,
        }
    }
}
