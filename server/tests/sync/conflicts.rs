//! Two people of one unit who were both without a network: nothing is overwritten in
//! silence, and nothing that can be joined is refused.

use domain::command::Command;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Base, Contested};
use domain::protocol::{Receipt, ReceiptStatus};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

use crate::support::*;

fn with(price: &str, specification: &str) -> ListingEntry {
    ListingEntry {
        price: price.into(),
        specification: specification.into(),
        ..listing("甲")
    }
}

/// A listing that was withdrawn, at version 2.
fn withdrawn() -> (World, RecordId) {
    let mut world = World::new();
    let id = RecordId::of_command(client(1), 1);
    let acts = vec![submit("甲"), review(id, ReviewAct::Withdraw)];
    let receipts = world.send(&operator("a", 1), client(1), 1, acts);
    assert!(receipts.iter().all(is_accepted));
    (world, id)
}

/// What a device sends that had version 2 when its network went.
fn correction(id: RecordId, entry: ListingEntry, base: Option<Base>) -> String {
    let command = Command::SubmitListing {
        listing: Some(id),
        entry,
    };
    let mut envelope = envelope(command);
    (envelope.base_version, envelope.base) = (Some(2), base);
    serde_json::to_string(&envelope).unwrap()
}

fn base() -> Option<Base> {
    Some(Base::Listing(listing("甲")))
}

fn sent(world: &mut World, account: &str, device: u8, bytes: String) -> Receipt {
    let request = request(client(device), 1, &[bytes]);
    let caller = operator(account, 1);
    let response = world.push(&caller, &request).unwrap();
    // What is sent again is told the same again.
    let again = world.push(&caller, &request).unwrap();
    assert_eq!(again.receipts, response.receipts);
    response.receipts[0].clone()
}

fn stored(world: &World, id: RecordId) -> (u64, ListingEntry, ReviewState) {
    let found = world.read(|tx| tx.record(&hunan(), &id)).unwrap();
    match found.record {
        Record::Listing(listing) => (found.version, listing.entry, listing.review.state),
        other => panic!("{other:?}"),
    }
}

#[test]
fn changes_of_different_fields_by_two_people_are_both_in_the_record() {
    let (mut world, id) = withdrawn();
    let price = correction(id, with("9.60", "10 ml"), base());
    let specification = correction(id, with("12.50", "20 ml"), base());
    assert!(is_accepted(&sent(&mut world, "b", 2, price)));
    assert!(is_accepted(&sent(&mut world, "c", 3, specification)));
    let expected = (4, with("9.60", "20 ml"), ReviewState::Submitted);
    assert_eq!(stored(&world, id), expected);
}

#[test]
fn the_later_of_two_values_of_one_field_is_refused_and_both_stand_in_the_receipt_and_the_log() {
    let (mut world, id) = withdrawn();
    let first = correction(id, with("9.60", "10 ml"), base());
    let second = correction(id, with("8.80", "10 ml"), base());
    assert!(is_accepted(&sent(&mut world, "b", 2, first)));
    let receipt = sent(&mut world, "c", 3, second);
    let fields = vec![Contested {
        field: Field::Price,
        theirs: "9.60".into(),
    }];
    let rejection = Rejection::ChangedMeanwhile { version: 3, fields };
    assert_eq!(receipt.status, ReceiptStatus::Refused { rejection });
    assert_eq!(stored(&world, id).1, with("9.60", "10 ml"));
}

#[test]
fn the_same_value_from_two_people_is_taken_from_both_and_written_once() {
    let (mut world, id) = withdrawn();
    for (account, device) in [("b", 2), ("c", 3)] {
        let same = correction(id, with("9.60", "10 ml"), base());
        assert!(is_accepted(&sent(&mut world, account, device, same)));
    }
    assert_eq!(stored(&world, id).0, 3);
}

#[test]
fn bytes_frozen_before_commands_said_what_they_were_based_on_are_understood() {
    let (mut world, id) = withdrawn();
    let old = correction(id, with("9.60", "10 ml"), None);
    assert!(!old.contains("\"base\":"));
    assert!(is_accepted(&sent(&mut world, "b", 2, old)));
    let late = correction(id, with("12.50", "20 ml"), None);
    let refusal = sent(&mut world, "c", 3, late);
    let contested = rejection(&refusal).contested();
    let fields: Vec<_> = contested.iter().map(|found| found.field).collect();
    // Without the base nobody can say who changed which of them.
    assert_eq!(fields, [Field::Specification, Field::Price]);
    assert_eq!(stored(&world, id).1, with("9.60", "10 ml"));
}
