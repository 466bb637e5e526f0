//! Sheets: one command, a result for each row, and good rows go on.

use super::support::*;

use domain::actor::Permission;
use domain::change::Change;
use domain::command::{Command, MAX_ROWS};
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::rejection::Rejection;

fn sheet(rows: Vec<ListingEntry>) -> Command {
    Command::SubmitListings { rows }
}

#[test]
fn good_rows_go_on_and_bad_rows_say_what_is_wrong_in_their_place() {
    let mut world = World::of("hunan");
    let bad = ListingEntry {
        price: "免费".into(),
        ..listing()
    };
    let decision = world
        .decide(&operator(), &sheet(vec![listing(), bad, listing()]))
        .unwrap();
    assert_eq!(decision.rows.len(), 3);
    assert_eq!(decision.rows[0], Ok(record(1).with_row(1)));
    let refusal = decision.rows[1].as_ref().unwrap_err();
    assert_eq!(fields(refusal), [Field::Price]);
    assert_eq!(
        decision.rows[2],
        Ok(record(1).with_row(3)),
        "numbered by its row in the sheet"
    );
    world
        .act(&operator(), &sheet(vec![listing(), listing()]))
        .unwrap();
    assert_eq!(world.records.len(), 2);
}

#[test]
fn a_sheet_of_bad_rows_is_carried_out_and_changes_nothing() {
    let world = World::of("hunan");
    let decision = world
        .decide(&operator(), &sheet(vec![ListingEntry::default(); 3]))
        .unwrap();
    assert!(decision.changes.is_empty());
    assert!(decision.rows.iter().all(Result::is_err));
}

#[test]
fn a_sheet_has_a_first_row_and_a_last() {
    let world = World::of("hunan");
    let max = u32::try_from(MAX_ROWS).unwrap();
    for rows in [0, MAX_ROWS + 1] {
        let refusal = world.refusal(&operator(), &sheet(vec![ListingEntry::default(); rows]));
        assert_eq!(refusal, Rejection::BatchSize { max });
        assert!(refusal.sentence().zh.contains("2000"));
    }
    let full = sheet(vec![ListingEntry::default(); MAX_ROWS]);
    assert_eq!(
        world.decide(&operator(), &full).unwrap().rows.len(),
        MAX_ROWS
    );
}

#[test]
fn whoever_may_not_file_listings_files_no_sheet_of_them() {
    let refusal = World::of("hunan").refusal(&reviewer(), &sheet(vec![listing()]));
    let permission = Permission::FileListing;
    assert_eq!(refusal, Rejection::NotAllowed { permission });
}

#[test]
fn every_row_meets_the_switch_of_the_module() {
    let decision = World::of("hebei")
        .decide(&operator(), &sheet(vec![listing(), listing()]))
        .unwrap();
    assert!(decision.changes.is_empty());
    for row in decision.rows {
        assert!(matches!(row, Err(Rejection::SwitchedOff { .. })), "{row:?}");
    }
}

#[test]
fn no_two_rows_of_any_sheets_make_the_same_record() {
    let mut world = World::of("hunan");
    let mut names = std::collections::BTreeSet::new();
    for _ in 0..3 {
        for change in world.act(&operator(), &sheet(vec![listing(); 4])).unwrap() {
            let Change::Put { id, .. } = change else {
                panic!("{change:?}")
            };
            assert!(names.insert(id), "{id} twice");
        }
    }
    assert_eq!(names.len(), 12);
}
