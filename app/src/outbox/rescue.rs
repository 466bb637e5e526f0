//! Nothing typed is lost: what an item carried goes back into a draft before
//! the item is taken back or put away.

use domain::map::SortedMap;

use domain::command::Command;
use domain::fault::FieldFault;
use domain::listing::ListingEntry;
use domain::review::ReviewAct;

use crate::listing::{Ground, ListingDraft, Place};
use crate::review::ReviewDraft;
use crate::workspace::free_beside;

/// 取回的草稿 — a draft to keep, and where it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// The draft's name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The address of the form that opens it.
    pub address: String,
}

/// What of `command` a person typed, as drafts, with the faults that were found
/// in it; empty where it carried no typing. No draft that stands is covered.
#[must_use]
pub fn rescue(
    command: &Command,
    ground: &Ground,
    faults: &[FieldFault],
    drafts: &SortedMap<String, String>,
    platform: &str,
) -> Vec<Rescued> {
    let listing = |place: Place, entry: &ListingEntry| {
        let ground = match place {
            Place::New(_) => Ground::default(),
            Place::Again(_) => ground.clone(),
        };
        Rescued {
            name: place.draft(),
            text: ListingDraft {
                ground,
                ..ListingDraft::of(entry.clone(), faults.to_vec())
            }
            .text(),
            address: place.address(platform),
        }
    };
    match command {
        Command::SubmitListing {
            listing: None,
            entry,
        } => vec![listing(Place::free(drafts), entry)],
        Command::SubmitListing {
            listing: Some(id),
            entry,
        } => {
            let own = Place::Again(*id);
            // Two corrections of one listing: the later one is kept beside.
            let place = if drafts.contains_key(&own.draft()) {
                Place::free(drafts)
            } else {
                own
            };
            vec![listing(place, entry)]
        }
        Command::SubmitListings { rows } => {
            let mut taken = drafts.clone();
            let mut rescued = vec![];
            for entry in rows {
                let place = Place::free(&taken);
                taken.insert(place.draft(), String::new());
                rescued.push(listing(place, entry));
            }
            rescued
        }
        Command::Review {
            record,
            act: act @ (ReviewAct::Return { .. } | ReviewAct::Reject { .. }),
        } => {
            let own = ReviewDraft::name(*record);
            let name = if drafts.contains_key(&own) {
                free_beside(&own, drafts)
            } else {
                own
            };
            vec![Rescued {
                name,
                text: ReviewDraft::of(act).text(),
                address: crate::review::address(platform, *record),
            }]
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::{entry, id};
    use domain::fault::Fault;
    use domain::field::Field;
    use domain::review::Remark;

    #[test]
    fn a_listing_that_is_taken_back_becomes_a_draft_with_its_faults() {
        let faults = [FieldFault {
            field: Field::Price,
            fault: Fault::Missing,
        }];
        let submit = Command::SubmitListing {
            listing: None,
            entry: entry("注射器"),
        };
        let rescued = rescue(
            &submit,
            &Ground::default(),
            &faults,
            &SortedMap::new(),
            "hunan",
        );
        assert_eq!(rescued[0].address, "/hunan/listings/new");
        let draft = ListingDraft::read(&rescued[0].text).unwrap();
        assert_eq!(draft.entry, entry("注射器"));
        let told: Vec<_> = draft
            .faults
            .iter()
            .map(|fault| (fault.field, fault.sentence()))
            .collect();
        assert_eq!(told, [(Field::Price, faults[0].sentence())]);
    }

    #[test]
    fn a_draft_that_stands_is_not_covered() {
        let drafts = SortedMap::from([("listing:new".to_owned(), "{}".to_owned())]);
        let submit = Command::SubmitListing {
            listing: None,
            entry: entry("注射器"),
        };
        assert_eq!(
            rescue(&submit, &Ground::default(), &[], &drafts, "hunan")[0].name,
            "listing:new:1"
        );
        let again = Command::SubmitListing {
            listing: Some(id(3)),
            entry: entry("注射器"),
        };
        let seen = Ground {
            version: Some(4),
            base: Some(entry("导管")),
        };
        let rescued = rescue(&again, &seen, &[], &SortedMap::new(), "hunan");
        let draft = ListingDraft::read(&rescued[0].text).unwrap();
        assert_eq!(draft.ground, seen, "it can still be merged");
        assert_eq!(
            rescue(&again, &seen, &[], &drafts, "hunan")[0].name,
            Place::Again(id(3)).draft()
        );
    }

    #[test]
    fn a_returned_applications_remarks_go_back_to_the_reviewers_page() {
        let remarks = vec![Remark {
            field: Some(Field::Price),
            text: "价格有误".into(),
        }];
        let act = Command::Review {
            record: id(3),
            act: ReviewAct::Return {
                remarks: remarks.clone(),
            },
        };
        let rescued = rescue(&act, &Ground::default(), &[], &SortedMap::new(), "hunan");
        assert_eq!(
            ReviewDraft::read(&rescued[0].text).unwrap().remarks(),
            remarks
        );
        let drafts = SortedMap::from([(rescued[0].name.clone(), "{}".to_owned())]);
        let beside = rescue(&act, &Ground::default(), &[], &drafts, "hunan");
        assert_eq!(beside[0].name, [&rescued[0].name, ":1"].concat());
    }

    #[test]
    fn a_withdrawal_carries_no_typing() {
        let act = Command::Review {
            record: id(3),
            act: ReviewAct::Withdraw,
        };
        assert!(rescue(&act, &Ground::default(), &[], &SortedMap::new(), "hunan").is_empty());
    }
}
