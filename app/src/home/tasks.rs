//! What waits for a person: first on the home page.

use domain::map::SortedMap;

use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::ReviewState;

use crate::listing::{ListingDraft, Place};
use crate::outbox::name_of;
use crate::replica::{Item, Status, ViewRow};

/// 待办 — one thing that waits for the person at this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// A listing came back to be corrected, with so many remarks.
    Returned {
        /// Which.
        id: RecordId,
        /// Its name.
        name: String,
        /// How many remarks stand.
        remarks: usize,
    },
    /// The platform refused so many items of the queue.
    Refused(usize),
    /// A listing is half written.
    Draft {
        /// Where.
        place: Place,
        /// The product's name as far as it is written.
        name: String,
    },
}

/// Everything that waits for a supplier, the most pressing first.
#[must_use]
pub fn tasks(
    rows: &SortedMap<RecordId, ViewRow>,
    items: &[Item],
    drafts: &SortedMap<String, String>,
) -> Vec<Task> {
    let returned = rows.values().filter_map(|row| match &row.versioned.record {
        // A correction that is half written is a task of its own.
        Record::Listing(listing) if listing.review.state == ReviewState::Returned => {
            Some(Task::Returned {
                id: row.versioned.id,
                name: name_of(&row.versioned.record),
                remarks: listing.review.open_remarks().len(),
            })
        }
        _ => None,
    });
    let refused = items
        .iter()
        .filter(|item| matches!(item.status, Status::Refused { .. }))
        .count();
    let refused = (refused > 0).then_some(Task::Refused(refused));
    returned.chain(refused).chain(written(drafts)).collect()
}

/// The drafts of listings, new ones first.
pub fn written(drafts: &SortedMap<String, String>) -> impl Iterator<Item = Task> {
    drafts.iter().rev().filter_map(|(name, text)| {
        let place = Place::of_draft(name)?;
        Some(Task::Draft {
            place,
            name: ListingDraft::read(text)?.entry.product_name,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::{entry, id, row};
    use domain::client_id::ClientId;
    use domain::command::Origin;
    use domain::rejection::Rejection;
    use domain::timestamp::Timestamp;

    #[test]
    fn what_came_back_is_first_then_what_was_refused_then_what_is_half_written() {
        let rows = SortedMap::from([
            row(1, "导管", ReviewState::Returned, 0),
            row(2, "纱布", ReviewState::Approved, 0),
        ]);
        let refused = Item {
            origin: Origin {
                client: ClientId::from_random([1; 10]),
                mid: 1,
            },
            bytes: String::new(),
            status: Status::Refused {
                rejection: Rejection::NotFound,
            },
            queued_at: Timestamp::default(),
            dismissed: false,
        };
        let drafts = SortedMap::from([
            (
                "listing:new".to_owned(),
                ListingDraft::of(entry("注射器"), vec![]).text(),
            ),
            ("review:x".to_owned(), "{}".to_owned()),
        ]);
        let tasks = tasks(&rows, &[refused], &drafts);
        assert_eq!(
            tasks,
            [
                Task::Returned {
                    id: id(1),
                    name: "导管".into(),
                    remarks: 0
                },
                Task::Refused(1),
                Task::Draft {
                    place: Place::New(0),
                    name: "注射器".into()
                },
            ]
        );
    }
}
