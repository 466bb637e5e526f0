//! How much goes up at once.

use super::answers::*;
use super::support::*;

use app::replica::QueueCount;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::protocol::{MAX_PUSH_BYTES, MAX_PUSH_COMMANDS, ProblemCode, ReceiptStatus, RowResult};
use domain::rejection::Rejection;

fn large() -> Command {
    let row = ListingEntry {
        specification: "长".repeat(200),
        ..entry("甲")
    };
    Command::SubmitListings {
        rows: vec![row; 100],
    }
}

#[test]
fn a_call_carries_no_more_than_the_server_takes_and_the_rest_follows() {
    let mut tab = Tab::new(1);
    for _ in 0..250 {
        tab.queue(submit("甲"));
    }
    let mut next = 1;
    while !tab.replica.is_drained() {
        let request = tab.send();
        assert_eq!(request.first_mid, next);
        assert!(request.commands.len() <= MAX_PUSH_COMMANDS);
        next += request.commands.len() as u64;
        tab.hear(&accepted(&request, "one", 0));
    }
    assert_eq!(next, 251);
}

#[test]
fn a_call_ends_when_its_bytes_are_used_up_and_always_carries_a_command() {
    let mut tab = Tab::new(1);
    for _ in 0..12 {
        tab.queue(large());
    }
    let request = tab.send();
    let bytes: usize = request
        .commands
        .iter()
        .map(|command| command.get().len())
        .sum();
    assert!(request.commands.len() > 1 && request.commands.len() < 12);
    assert!(bytes < MAX_PUSH_BYTES / 4, "{bytes}");
}

#[test]
fn what_is_too_large_for_the_way_goes_up_in_halves() {
    let mut tab = Tab::new(1);
    for _ in 0..5 {
        tab.queue(submit("甲"));
    }
    let mut sizes = vec![];
    while tab.refused(&ProblemCode::TooLarge, 9) {
        sizes.push(tab.send().commands.len());
    }
    assert_eq!(sizes, [2, 1], "nothing is sent again as it was");
    // Each goes by itself, and all of them go.
    for mid in 1..=5 {
        let request = tab.send();
        assert_eq!((request.first_mid, request.commands.len()), (mid, 1));
        tab.hear(&accepted(&request, "one", 0));
    }
    assert!(tab.replica.is_drained());
}

#[test]
fn what_only_time_can_mend_is_not_asked_again_at_once_and_loses_nothing() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    let problems = [
        ProblemCode::Unavailable,
        ProblemCode::Internal,
        ProblemCode::NotSignedIn,
        ProblemCode::Forbidden,
        ProblemCode::DigestMismatch,
        ProblemCode::TooManyRequests { retry_after: 9 },
    ];
    for problem in problems {
        assert!(!tab.refused(&problem, 9), "{problem:?}");
        assert_eq!(bytes(&tab.send()), bytes(&request), "{problem:?}");
    }
    assert!(tab.item(origin).is_some());
}

#[test]
fn a_server_that_cannot_read_packed_commands_gets_them_plain_and_is_asked_once() {
    let mut tab = Tab::new(1);
    tab.queue(submit("甲"));
    tab.queue(submit("乙"));
    let packed = tab.replica.mark_sent();
    tab.keep(&packed);
    assert!(tab.replica.push_request().unwrap().packed.is_some());
    tab.send();
    assert!(tab.refused(&ProblemCode::Malformed, 9));
    let plain = tab.replica.push_request().unwrap();
    assert!(plain.packed.is_none() && plain.cursors.is_none());
    assert_eq!(plain.commands.len(), 2);
    assert!(!tab.refused(&ProblemCode::Malformed, 9));
}

#[test]
fn after_a_link_that_broke_the_next_call_is_smaller_and_nothing_is_left_behind() {
    let mut tab = Tab::new(1);
    for _ in 0..100 {
        tab.queue(submit("甲"));
    }
    assert_eq!(tab.send().commands.len(), 100);
    let mut sizes = vec![];
    for _ in 0..6 {
        tab.replica.push_broke_off();
        sizes.push(tab.send().commands.len());
    }
    assert_eq!(sizes, [100, 100, 31, 16, 16, 16]);
    let mut sizes = vec![];
    while !tab.replica.is_drained() {
        let request = tab.send();
        sizes.push(request.commands.len());
        tab.hear(&accepted(&request, "one", 0));
    }
    assert_eq!(sizes, [16, 32, 52], "what gets through lets more follow");
}

#[test]
fn a_sheet_comes_back_with_a_result_for_each_row() {
    let mut tab = acquainted(1, vec![]);
    let rows = vec![entry("甲"), entry("乙")];
    let origin = tab.queue(Command::SubmitListings { rows });
    assert_eq!(tab.seen(), ["甲", "乙"]);
    let request = tab.send();
    let results = vec![
        RowResult::Accepted(id(origin).with_row(1)),
        RowResult::Refused(Rejection::NotFound),
    ];
    let rows = results.clone();
    tab.hear(&answered(&request, "one", 1, |_| ReceiptStatus::Accepted {
        rows: rows.clone(),
    }));
    assert_eq!(
        tab.status(origin),
        app::replica::Status::Accepted { rows: results }
    );
    assert_eq!(tab.replica.count(), QueueCount::default());
}
