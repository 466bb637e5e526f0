//! Records that the device makes itself when the server has carried out its commands.

use super::answers::*;
use super::support::*;

use app::replica::{Standing, Status};
use domain::json::read;
use domain::map::SortedMap;
use domain::protocol::{
    Echo, EchoedSpace, MidRange, ProblemCode, PushRequest, PushResponse, PutRow, Receipt,
    ReceiptStatus, record_digest,
};
use domain::rejection::Rejection;
use domain::review::ReviewState;

/// An answer that carried out all of `request` and made these records.
fn echoing(request: &PushRequest, from: u64, rows: &[PutRow]) -> PushResponse {
    let last = request.first_mid + request.commands.len() as u64 - 1;
    let to = from + rows.len() as u64;
    let digest = record_digest(
        rows.iter()
            .map(|row| (row.id, row.version, row.record.get())),
    );
    PushResponse {
        receipts: vec![],
        carried_out: Some(MidRange {
            first: request.first_mid,
            last,
        }),
        echo: Some(Echo {
            at: NOW,
            spaces: SortedMap::from_iter([(listings(), EchoedSpace { from, to })]),
            digest,
        }),
        ..accepted(request, "one", u64::MAX)
    }
}

/// A tab that has sent two listings.
fn two() -> (Tab, PushRequest, Vec<PutRow>) {
    let mut tab = acquainted(1, vec![]);
    let made = [
        ("甲", tab.queue(submit("甲"))),
        ("乙", tab.queue(submit("乙"))),
    ];
    let rows = made.map(|(name, origin)| put(id(origin), name));
    let request = tab.send();
    (tab, request, rows.into())
}

#[test]
fn the_records_are_made_here_and_the_queue_is_let_go_in_one_commit() {
    let (mut tab, request, rows) = two();
    let before = tab.generation();
    tab.hear(&echoing(&request, 5, &rows));
    assert_eq!(tab.generation(), before + 1);
    assert!(tab.replica.items().is_empty());
    assert_eq!(tab.replica.meta().last_mid, 2);
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 7);
    let tab = tab.reopened();
    assert_eq!(tab.seen(), ["甲", "乙"]);
    let view = tab.replica.view();
    assert!(view.values().all(|row| row.standing == Standing::Received));
    assert_eq!(
        view[&rows[0].id].versioned.record,
        read(rows[0].record.get()).unwrap()
    );
}

#[test]
fn what_an_earlier_life_of_the_server_had_does_not_stay_where_the_new_one_echoes() {
    let mut tab = acquainted(1, vec![put(theirs(9), "旧")]);
    let made = tab.queue(submit("甲"));
    tab.send();
    // Restored from before there was anything in the space.
    let new_life = ProblemCode::EpochChanged {
        epoch: "two".into(),
        last_mid: 0,
    };
    assert!(tab.refused(&new_life, 9));
    let request = tab.send();
    tab.hear(&PushResponse {
        epoch: "two".into(),
        ..echoing(&request, 0, &[put(id(made), "甲")])
    });
    let asked = tab.replica.pull_request();
    assert!(asked.cursors.get(&listings()).is_none(), "{asked:?}");
    let all = page(1, vec![put(id(made), "甲")]);
    tab.pull(news("two", 1, [(listings(), all)]));
    assert_eq!(tab.seen(), ["甲"]);
}

#[test]
fn a_record_that_came_to_something_else_there_is_asked_for() {
    let (mut tab, request, mut rows) = two();
    rows[1] = put(rows[1].id, "丙");
    tab.hear(&echoing(&request, 5, &rows));
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 5);
    assert_eq!(
        tab.replica.items().len(),
        2,
        "they stay on top until the records have come"
    );
    tab.pull(news("one", 2, [(listings(), page(7, rows))]));
    assert_eq!(tab.seen(), ["甲", "丙"]);
    assert!(tab.replica.items().is_empty());
}

#[test]
fn an_echo_that_does_not_join_on_is_left_aside() {
    let (mut tab, request, rows) = two();
    tab.hear(&echoing(&request, 6, &rows));
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 5);
    let (mut tab, request, rows) = two();
    // The rest of a page is still to come: what stands there may be older.
    let mut first = page(6, vec![]);
    first.more = true;
    tab.pull_part(news("one", 0, [(listings(), first)]));
    tab.hear(&echoing(&request, 5, &rows));
    assert_eq!(tab.replica.meta().last_mid, 0);
}

#[test]
fn an_echo_of_commands_behind_others_that_have_not_come_back_is_left_aside() {
    let (mut tab, request, _) = two();
    // Both were dealt with, but nothing was pulled; then a third goes up alone.
    tab.hear(&accepted(&request, "one", 2));
    let third = tab.queue(submit("丁"));
    let request = tab.send();
    tab.hear(&echoing(&request, 5, &[put(id(third), "丁")]));
    assert_eq!(tab.replica.meta().last_mid, 0);
    assert_eq!(tab.seen(), ["甲", "乙", "丁"]);
}

#[test]
fn what_was_refused_in_between_makes_nothing_and_is_kept() {
    let (mut tab, request, rows) = two();
    let refused = tab.replica.items()[1].origin;
    let rejection = Rejection::NotFound;
    let receipt = Receipt {
        mid: 2,
        status: ReceiptStatus::Refused {
            rejection: rejection.clone(),
        },
        head: "00".repeat(32),
    };
    let answer = PushResponse {
        receipts: vec![receipt],
        ..echoing(&request, 5, &rows[..1])
    };
    tab.hear(&answer);
    assert_eq!(tab.seen(), ["甲"]);
    assert_eq!(tab.status(refused), Status::Refused { rejection });
    assert_eq!(tab.replica.meta().last_mid, 2);
}

#[test]
fn a_listing_submitted_again_is_worked_out_on_what_is_held() {
    let mut tab = acquainted(1, vec![listed(theirs(2), "甲", 3, ReviewState::Returned)]);
    tab.queue(submit_again(theirs(2), "甲改"));
    let expected = {
        let row = &tab.replica.view()[&theirs(2)];
        row_of(theirs(2), row.versioned.version, &row.versioned.record)
    };
    let request = tab.send();
    tab.hear(&echoing(&request, 5, &[expected]));
    assert_eq!(tab.seen(), ["甲改"]);
    assert_eq!(tab.replica.view()[&theirs(2)].versioned.version, 4);
    assert_eq!(tab.replica.meta().last_mid, 1);
}

fn row_of(
    id: domain::record_id::RecordId,
    version: u64,
    record: &domain::record::Record,
) -> PutRow {
    row(id, version, serde_json::to_string(record).unwrap())
}

#[test]
fn the_server_may_still_lose_it_so_the_command_is_kept() {
    let (mut tab, request, rows) = two();
    let answer = PushResponse {
        durable_through: 0,
        ..echoing(&request, 5, &rows)
    };
    tab.hear(&answer);
    assert_eq!(tab.seen(), ["甲", "乙"], "each once");
    assert_eq!(tab.replica.items().len(), 2);
    assert!(tab.replica.is_drained());
}
