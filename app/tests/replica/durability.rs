//! What the server may still lose is kept; what it cannot is let go.

use super::answers::*;
use super::support::*;

use app::replica::{Standing, Status};
use domain::protocol::PullResponse;

#[test]
fn an_acknowledged_command_is_kept_until_the_server_can_no_longer_lose_it() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 0));
    let contained = |durable_through| PullResponse {
        durable_through,
        ..news(
            "one",
            1,
            [(listings(), page(1, vec![put(id(origin), "甲")]))],
        )
    };
    tab.pull(contained(0));
    let mut tab = tab.reopened();
    assert!(matches!(tab.status(origin), Status::Accepted { .. }));
    assert_eq!(tab.replica.count().pending, 0, "nothing waits");
    tab.pull(contained(1));
    assert_eq!(tab.reopened().item(origin), None);
}

#[test]
fn a_durable_command_is_kept_until_the_base_contains_it() {
    let mut tab = acquainted(1, vec![]);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 1));
    // A snapshot from before the push was carried out.
    tab.pull(news("one", 0, [(account(), page(7, vec![]))]));
    assert_eq!(tab.seen(), ["甲"], "it does not vanish in between");
    assert!(tab.item(origin).is_some());
}

#[test]
fn an_accepted_command_is_shown_once_before_and_after_the_base_contains_it() {
    let mut tab = acquainted(1, vec![]);
    let origin = tab.queue(submit("甲"));
    assert_eq!(tab.replica.view()[&id(origin)].standing, Standing::Waiting);
    let request = tab.send();
    assert_eq!(tab.replica.view()[&id(origin)].standing, Standing::Sent);
    tab.hear(&accepted(&request, "one", 0));
    assert_eq!(tab.replica.view()[&id(origin)].standing, Standing::Received);
    assert_eq!(tab.seen(), ["甲"]);
    let answer = PullResponse {
        durable_through: 0,
        ..news(
            "one",
            1,
            [(listings(), page(6, vec![put(id(origin), "甲")]))],
        )
    };
    tab.pull(answer);
    assert_eq!(tab.seen(), ["甲"]);
    let row = &tab.replica.view()[&id(origin)];
    assert_eq!(
        (row.versioned.version, row.standing),
        (1, Standing::Received)
    );
}

#[test]
fn a_command_whose_answer_was_lost_stays_in_the_queue_although_the_base_contains_it() {
    let mut tab = acquainted(1, vec![]);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    tab.pull(news(
        "one",
        1,
        [(listings(), page(6, vec![put(id(origin), "甲")]))],
    ));
    assert_eq!(tab.seen(), ["甲"], "shown once");
    assert_eq!(
        tab.status(origin),
        Status::Sent,
        "what became of it is not known"
    );
    assert_eq!(bytes(&tab.send()), bytes(&request));
    tab.hear(&accepted(&request, "one", 1));
    tab.pull(news("one", 1, []));
    assert_eq!(tab.item(origin), None);
}

#[test]
fn a_queue_is_drained_when_every_command_has_been_answered() {
    let mut tab = Tab::new(1);
    assert!(tab.replica.is_drained());
    tab.queue(submit("甲"));
    assert!(!tab.replica.is_drained());
    let request = tab.send();
    assert!(!tab.replica.is_drained());
    tab.hear(&refusal(
        &request,
        "one",
        &domain::rejection::Rejection::NotFound,
    ));
    assert!(
        tab.replica.is_drained(),
        "a refusal does not block what comes behind it"
    );
}
