//! Faults of network, session and server as a device meets them: whatever fails, what was given goes up
//! once more, byte for byte, and nothing that nobody has answered is taken for answered.

use super::answers::*;
use super::support::*;

use app::replica::Status;
use domain::protocol::{MidRange, ProblemCode, PushResponse};

#[test]
fn a_request_lost_on_its_way_goes_up_again_after_the_browser_was_closed() {
    let mut tab = acquainted(1, vec![]);
    tab.queue(submit("甲"));
    tab.queue(submit("乙"));
    let lost = tab.send();
    let mut tab = tab.reopened();
    assert_eq!(tab.seen(), ["甲", "乙"]);
    let again = tab.send();
    assert_eq!(bytes(&again), bytes(&lost), "the same to the last byte");
    assert_eq!(again.client_id, lost.client_id);
}

#[test]
fn what_is_queued_while_an_answer_is_on_its_way_is_not_taken_for_answered() {
    let mut tab = acquainted(1, vec![]);
    tab.queue(submit("甲"));
    let request = tab.send();
    let meanwhile = tab.queue(submit("乙"));
    let brief = PushResponse {
        receipts: vec![],
        carried_out: Some(MidRange { first: 1, last: 1 }),
        ..accepted(&request, "one", 1)
    };
    for answer in [brief, accepted(&request, "one", 1)] {
        tab.hear(&answer);
        assert_eq!(tab.status(meanwhile), Status::Waiting);
        assert!(!tab.replica.is_drained());
    }
    let next = tab.send();
    assert_eq!((next.first_mid, next.commands.len()), (2, 1));
}

#[test]
fn a_session_that_ends_in_mid_queue_costs_nothing_of_what_waits() {
    let mut tab = acquainted(1, vec![]);
    let first = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 0));
    let second = tab.queue(submit("乙"));
    let waiting = tab.send();
    for problem in [
        ProblemCode::NotSignedIn,
        ProblemCode::PasswordChangeRequired,
    ] {
        assert!(!tab.refused(&problem, 9), "asking again at once is no use");
    }
    let mut tab = tab.reopened();
    assert!(matches!(tab.status(first), Status::Accepted { .. }));
    assert_eq!(tab.status(second), Status::Sent);
    assert_eq!(
        bytes(&tab.send()),
        bytes(&waiting),
        "after signing in again"
    );
}
