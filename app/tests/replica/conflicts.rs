//! Corrections of one record on two devices: joined where they can be, and where not,
//! both are kept.

use super::answers::*;
use super::support::*;

use app::replica::{QueueFault, Seen, Status};
use domain::command::{Command, Origin};
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Base, Contested};
use domain::protocol::PutRow;
use domain::record::Record;
use domain::rejection::Rejection;
use domain::review::ReviewState;

fn with(price: &str, specification: &str) -> ListingEntry {
    ListingEntry {
        price: price.into(),
        specification: specification.into(),
        ..entry("甲")
    }
}

fn again(entry: &ListingEntry) -> Command {
    Command::SubmitListing {
        listing: Some(theirs(2)),
        entry: entry.clone(),
    }
}

fn seen(version: u64) -> Option<Seen> {
    let base = Base::Listing(entry("甲"));
    Some(Seen { version, base })
}

/// The listing as the server has it.
fn on_server(entry: &ListingEntry, version: u64, state: ReviewState) -> PutRow {
    let row = listed(theirs(2), "甲", version, state);
    let Ok(Record::Listing(mut listing)) = serde_json::from_str(row.record.get()) else {
        panic!("a listing")
    };
    listing.entry = entry.clone();
    listing.details = entry.read().unwrap();
    let text = serde_json::to_string(&Record::Listing(listing)).unwrap();
    super::answers::row(theirs(2), version, text)
}

/// A device on which a listing lies that was sent back, at version 3.
fn device() -> Tab {
    let returned = on_server(&entry("甲"), 3, ReviewState::Returned);
    acquainted(1, vec![returned])
}

fn colleague_wrote(tab: &mut Tab, entry: &ListingEntry) {
    let row = on_server(entry, 4, ReviewState::Submitted);
    tab.pull(news("one", 0, [(listings(), page(6, vec![row]))]));
}

fn queue(tab: &mut Tab, mine: &ListingEntry) -> Origin {
    let queued = tab.replica.queue_on(again(mine), seen(3), NOW);
    let (origin, batch) = queued.unwrap();
    tab.keep(&batch);
    origin
}

fn shown(tab: &Tab) -> ListingEntry {
    match &tab.replica.view()[&theirs(2)].versioned.record {
        Record::Listing(listing) => listing.entry.clone(),
        other => panic!("{other:?}"),
    }
}

fn contested(theirs: &str) -> Rejection {
    let field = Field::Price;
    let theirs = theirs.into();
    let fields = vec![Contested { field, theirs }];
    Rejection::ChangedMeanwhile { version: 4, fields }
}

#[test]
fn a_colleagues_change_of_another_field_is_shown_with_mine_on_top_and_in_no_doubt() {
    let mut tab = device();
    queue(&mut tab, &with("9.60", "10 ml"));
    colleague_wrote(&mut tab, &with("12.50", "20 ml"));
    assert_eq!(shown(&tab), with("9.60", "20 ml"));
    assert!(tab.replica.view_with_doubts().1.is_empty());
    let tab = tab.reopened();
    assert_eq!(shown(&tab), with("9.60", "20 ml"));
}

#[test]
fn a_colleagues_other_value_is_shown_as_the_platforms_and_mine_is_in_doubt_with_both_kept() {
    let mut tab = device();
    let origin = queue(&mut tab, &with("9.60", "10 ml"));
    colleague_wrote(&mut tab, &with("8.80", "10 ml"));
    assert_eq!(shown(&tab), with("8.80", "10 ml"));
    let doubts = tab.replica.view_with_doubts().1;
    let doubts: Vec<_> = doubts
        .into_iter()
        .map(|(item, why)| (item.origin, why))
        .collect();
    assert_eq!(doubts, [(origin, contested("8.80"))]);
}

#[test]
fn what_was_filled_in_on_an_older_version_does_not_pass_for_one_on_the_newest() {
    let mut tab = device();
    // The news came while the form was open.
    colleague_wrote(&mut tab, &with("8.80", "10 ml"));
    let refused = tab
        .replica
        .queue_on(again(&with("9.60", "10 ml")), seen(3), NOW);
    let refusal = QueueFault::Rejected(contested("8.80"));
    assert_eq!(
        refused.unwrap_err(),
        refusal,
        "nothing is overwritten in silence"
    );
    let joined = tab
        .replica
        .queue_on(again(&with("12.50", "20 ml")), seen(3), NOW);
    let (_, batch) = joined.unwrap();
    tab.keep(&batch);
    assert_eq!(shown(&tab), with("8.80", "20 ml"));
}

#[test]
fn both_values_of_a_refused_correction_are_there_after_a_restart_and_in_the_file() {
    let mut tab = device();
    let mine = with("9.60", "10 ml");
    let origin = queue(&mut tab, &mine);
    let request = tab.send();
    tab.hear(&refusal(&request, "one", &contested("8.80")));
    let mut tab = tab.reopened();
    colleague_wrote(&mut tab, &with("8.80", "10 ml"));
    let file = domain::json::write(&tab.replica.export());
    let mut other = Tab::new(7);
    other.import_as(200, &file, NOW);
    for tab in [tab, other] {
        let item = tab.item(origin).unwrap();
        let rejection = contested("8.80");
        assert_eq!(item.status, Status::Refused { rejection });
        let envelope = item.envelope().unwrap();
        assert_eq!(envelope.command, again(&mine));
        let base = Base::Listing(entry("甲"));
        assert_eq!(
            (envelope.base_version, envelope.base),
            (Some(3), Some(base))
        );
    }
}

#[test]
fn a_correction_carried_to_another_device_still_says_what_it_was_based_on() {
    let mut tab = device();
    queue(&mut tab, &with("9.60", "10 ml"));
    let file = domain::json::write(&tab.replica.export());
    let mut other = device();
    other.import_as(200, &file, NOW);
    colleague_wrote(&mut other, &with("12.50", "20 ml"));
    assert_eq!(shown(&other), with("9.60", "20 ml"));
    let (_, sent) = envelopes(&other.send()).remove(0);
    assert_eq!(sent.base, Some(Base::Listing(entry("甲"))));
}
