//! How others lose what people entered, each as a test of ours.

use super::answers::*;
use super::support::*;

use app::replica::Status;
use domain::actor::Permission;
use domain::protocol::{ProblemCode, ReceiptStatus};
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

/// Everything that a whole call can be answered with but receipts.
fn problems() -> Vec<ProblemCode> {
    vec![
        ProblemCode::Malformed,
        ProblemCode::DigestMismatch,
        ProblemCode::NotSignedIn,
        ProblemCode::WrongCredentials,
        ProblemCode::PasswordChangeRequired,
        ProblemCode::Forbidden,
        ProblemCode::CrossSite,
        ProblemCode::NotFound,
        ProblemCode::MethodNotAllowed,
        ProblemCode::NotApproved,
        ProblemCode::TooLarge,
        ProblemCode::UnsupportedMediaType,
        ProblemCode::TooManyRequests { retry_after: 9 },
        ProblemCode::Internal,
        ProblemCode::Unavailable,
    ]
}

/// What waits, as it was typed.
fn waiting(tab: &Tab) -> Vec<String> {
    let items = tab.replica.items().into_iter();
    let pending = items.filter(|item| item.status.is_pending());
    pending.map(|item| item.bytes.clone()).collect()
}

#[test]
fn openlmis_a_conflict_or_a_lost_permission_at_save_leaves_the_local_copy() {
    for rejection in [
        Rejection::ChangedMeanwhile {
            version: 2,
            fields: vec![],
        },
        Rejection::NotAllowed {
            permission: Permission::FileListing,
        },
        Rejection::NotFound,
    ] {
        let mut tab = acquainted(1, vec![]);
        let origin = tab.queue(submit("甲"));
        let written = tab.item(origin).unwrap().bytes;
        let request = tab.send();
        tab.hear(&refusal(&request, "one", &rejection));
        let tab = tab.reopened();
        let item = tab.item(origin).unwrap();
        assert_eq!(item.bytes, written);
        assert_eq!(item.status, Status::Refused { rejection });
        assert_eq!(tab.replica.export().items, [item]);
    }
    // The same where the call as a whole is refused: 403 and 409.
    let mut tab = acquainted(1, vec![]);
    tab.queue(submit("甲"));
    let written = waiting(&tab);
    for problem in [ProblemCode::Forbidden, ProblemCode::Gap { expected: 1 }] {
        tab.send();
        tab.refused(&problem, 9);
        assert_eq!(waiting(&tab), written, "{problem:?}");
    }
}

#[test]
fn openlmis_the_queue_is_not_written_over_before_all_its_orders_have_settled() {
    let mut tab = acquainted(1, vec![]);
    let [first, second, third] = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let request = tab.send();
    let fourth = tab.queue(submit("丁"));
    // The second is refused, the third has no answer in what came.
    let mut response = answered(&request, "one", 0, |mid| match mid {
        2 => ReceiptStatus::Refused {
            rejection: Rejection::NotFound,
        },
        _ => ReceiptStatus::Accepted { rows: vec![] },
    });
    response.receipts.truncate(2);
    response.last_mid = 2;
    tab.hear(&response);
    let tab = tab.reopened();
    assert!(matches!(tab.status(first), Status::Accepted { .. }));
    assert!(matches!(tab.status(second), Status::Refused { .. }));
    assert_eq!(tab.status(third), Status::Sent);
    assert_eq!(tab.status(fourth), Status::Waiting);
}

#[test]
fn cht_the_edit_that_loses_is_not_hidden() {
    let mut tab = acquainted(1, vec![listed(theirs(2), "甲", 3, ReviewState::Withdrawn)]);
    let origin = tab.queue(submit_again(theirs(2), "我改的名称"));
    let won = listed(theirs(2), "同事改的名称", 4, ReviewState::Submitted);
    tab.pull(news("one", 0, [(listings(), page(6, vec![won]))]));
    // Before it goes up it is in doubt, and afterwards refused: both are there to be seen.
    let (_, doubts) = tab.replica.view_with_doubts();
    let [(item, doubt)] = doubts.as_slice() else {
        panic!("{doubts:?}")
    };
    assert_eq!(item.origin, origin);
    let said: Vec<_> = doubt
        .contested()
        .iter()
        .map(|found| found.said().zh)
        .collect();
    assert_eq!(said, ["同事改的名称"]);
    let doubt = doubt.clone();
    let request = tab.send();
    tab.hear(&refusal(&request, "one", &doubt));
    let tab = tab.reopened();
    assert_eq!(tab.seen(), ["同事改的名称"]);
    assert!(tab.item(origin).unwrap().bytes.contains("我改的名称"));
    assert_eq!(tab.replica.count().refused, 1);
}

#[test]
fn workbox_no_answer_but_a_receipt_counts_as_success() {
    for problem in problems() {
        let mut tab = acquainted(1, vec![]);
        tab.queue(submit("甲"));
        tab.queue(submit("乙"));
        let written = waiting(&tab);
        tab.send();
        tab.refused(&problem, 9);
        let tab = tab.reopened();
        assert_eq!(waiting(&tab), written, "{problem:?}");
    }
}

#[test]
fn workbox_nothing_is_dropped_after_seven_days_or_a_year() {
    let mut tab = acquainted(1, vec![put(theirs(2), "丙")]);
    let waits = tab.queue(submit("甲"));
    let refused = tab.queue(review(theirs(2), ReviewAct::Withdraw));
    let request = tab.send();
    let mut response = refusal(&request, "one", &Rejection::NotFound);
    response
        .receipts
        .retain(|receipt| receipt.mid == refused.mid);
    tab.hear(&response);
    for days in [8, 400] {
        let later = NOW.plus_hours(24 * days);
        let mut opened = tab.another();
        opened.pull_at(news("one", 0, []), later);
        let opened = opened.reopened();
        assert_eq!(opened.status(waits), Status::Sent, "after {days} days");
        assert!(matches!(opened.status(refused), Status::Refused { .. }));
        assert!(
            opened.replica.push_request().is_some(),
            "and it still goes up"
        );
        tab = opened;
    }
}
