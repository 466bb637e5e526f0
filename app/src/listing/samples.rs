//! Listings for tests.

use domain::client_id::ClientId;
use domain::listing::{Listing, ListingEntry};
use domain::product_kind::ProductKind;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::review::{Party, Review, ReviewAct, ReviewEvent, ReviewState};
use domain::timestamp::Timestamp;

use crate::replica::{Standing, ViewRow};

/// The name of record `number`.
pub fn id(number: u64) -> RecordId {
    RecordId::of_command(ClientId::from_random([3; 10]), number)
}

/// What a supplier may write.
pub fn entry(name: &str) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C1403010010000503272".into(),
        product_name: name.into(),
        certificate: "国械注准20163130000".into(),
        manufacturer: "湖南某某医疗器械有限公司".into(),
        specification: "5ml".into(),
        unit_of_measure: "支".into(),
        price: "12.30".into(),
        attachments: vec![],
    }
}

/// A listing that stands at `state` since `at`.
pub fn row(number: u64, name: &str, state: ReviewState, at: i64) -> (RecordId, ViewRow) {
    let entry = entry(name);
    let details = entry.read().expect("a good entry");
    let by = Party {
        account: Some("maker".into()),
        name: "张三".into(),
    };
    let event = ReviewEvent {
        act: ReviewAct::Submit,
        by,
        at: Timestamp::from_millis(at),
    };
    let review = Review {
        state,
        history: vec![event],
        due: None,
    };
    let listing = Listing {
        unit: id(9999),
        entry,
        details,
        review,
        awaited: vec![],
    };
    let versioned = Versioned {
        id: id(number),
        version: 1,
        record: Record::Listing(listing),
    };
    (
        id(number),
        ViewRow {
            versioned: versioned.into(),
            standing: Standing::Received,
        },
    )
}
