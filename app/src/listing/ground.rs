//! What a correction stands on: the listing as it was when the form was opened, and what
//! becomes of the correction where the listing has changed since.

use domain::field::Field;
use domain::from_json_struct;
use domain::listing::ListingEntry;
use domain::merge::{Base, Contested, Entry, Merge, alike, differences, merge};
use serde::Serialize;

use super::draft::ListingDraft;
use crate::replica::Seen;

/// 依据 — the listing that a correction was begun on; nothing for a new listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// Its version.
    pub version: Option<u64>,
    /// What it said. A draft from an earlier release does not know.
    pub base: Option<ListingEntry>,
}

from_json_struct!(Ground { version, base });

impl Ground {
    /// What a command says that it was based on.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        let (version, base) = (self.version?, self.base.clone()?);
        let base = Base::Listing(base);
        Some(Seen { version, base })
    }
}

/// 合并后的草稿 — a correction brought to what the listing says now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The correction, with what others changed in other fields.
    pub draft: ListingDraft,
    /// The fields that were taken over from others.
    pub taken: Vec<Contested>,
    /// The fields that others changed as well: somebody has to choose.
    pub contested: Vec<Contested>,
}

/// Brings a correction to the listing as it is now. As long as something is contested it
/// goes on standing, there, on what it was begun on.
#[must_use]
pub fn brought(mut draft: ListingDraft, theirs: &ListingEntry, version: u64) -> Brought {
    let now = Ground {
        version: Some(version),
        base: Some(theirs.clone()),
    };
    let Some(mut base) = draft.ground.base.take() else {
        let known = draft.ground.version == Some(version);
        let contested = match known {
            true => vec![],
            false => differences(theirs, &draft.entry),
        };
        if contested.is_empty() {
            draft.ground = now;
        }
        return Brought {
            draft,
            taken: vec![],
            contested,
        };
    };
    let (entry, contested) = match merge(&base, theirs, &draft.entry) {
        Merge::Merged(entry) => (entry, vec![]),
        Merge::Conflict { mine, fields } => (mine, fields),
    };
    let mut taken = differences(&entry, &draft.entry);
    taken.retain(|found| !alike(&base, theirs, found.field));
    draft.entry = entry;
    draft.ground = if contested.is_empty() {
        now
    } else {
        for field in theirs.fields() {
            if !is_in(&contested, *field) {
                base.take(*field, theirs);
            }
        }
        let version = draft.ground.version;
        let base = Some(base);
        Ground { version, base }
    };
    Brought {
        draft,
        taken,
        contested,
    }
}

/// Whether `field` is among them.
#[must_use]
pub fn is_in(contested: &[Contested], field: Field) -> bool {
    contested.iter().any(|found| found.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::entry;

    fn with(price: &str, specification: &str) -> ListingEntry {
        ListingEntry {
            price: price.into(),
            specification: specification.into(),
            ..entry("导管")
        }
    }

    fn draft(entry: ListingEntry) -> ListingDraft {
        let base = Some(with("12.30", "5ml"));
        ListingDraft {
            ground: Ground {
                version: Some(3),
                base,
            },
            ..ListingDraft::of(entry, vec![])
        }
    }

    #[test]
    fn a_correction_of_the_listing_as_it_is_stays_as_it_is() {
        let mine = draft(with("9.60", "5ml"));
        let brought = brought(mine.clone(), &with("12.30", "5ml"), 3);
        assert_eq!(brought.draft, mine);
        assert!(brought.taken.is_empty() && brought.contested.is_empty());
    }

    #[test]
    fn what_others_changed_elsewhere_is_taken_over_and_said() {
        let theirs = with("12.30", "10ml");
        let brought = brought(draft(with("9.60", "5ml")), &theirs, 4);
        assert_eq!(brought.draft.entry, with("9.60", "10ml"));
        assert_eq!(brought.draft.ground.base, Some(theirs));
        assert_eq!(brought.draft.ground.version, Some(4));
        let taken: Vec<_> = brought.taken.iter().map(|found| found.field).collect();
        assert_eq!(taken, [Field::Specification]);
        assert_eq!(brought.taken[0].theirs, "10ml");
    }

    #[test]
    fn a_contested_field_keeps_mine_and_asks_again_until_it_is_settled() {
        let theirs = with("8.80", "10ml");
        let first = brought(draft(with("9.60", "5ml")), &theirs, 4);
        assert_eq!(first.draft.entry, with("9.60", "10ml"));
        assert_eq!(first.contested[0].theirs, "8.80");
        // The form is closed before anybody has chosen.
        let second = brought(first.draft.clone(), &theirs, 4);
        assert_eq!(second.contested, first.contested);
        assert!(second.taken.is_empty(), "that has been said");
    }

    #[test]
    fn an_earlier_releases_draft_asks_at_every_field_that_differs() {
        let old = ListingDraft {
            ground: Ground {
                version: Some(3),
                base: None,
            },
            ..ListingDraft::of(with("9.60", "5ml"), vec![])
        };
        let asked = brought(old.clone(), &with("8.80", "10ml"), 4).contested;
        assert_eq!(asked.len(), 2);
        let same = brought(old, &with("12.30", "5ml"), 3);
        assert!(same.contested.is_empty());
        assert_eq!(same.draft.ground.version, Some(3));
        assert!(same.draft.ground.base.is_some());
    }
}
