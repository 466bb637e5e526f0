//! A record that a queued command touches: never held back, never overwritten
//! in silence.

use super::answers::*;
use super::support::*;

use app::replica::Standing;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

#[test]
fn the_servers_news_of_a_record_are_shown_although_a_command_on_it_waits() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let origin = tab.queue(review(theirs(2), ReviewAct::Withdraw));
    assert_eq!(tab.state(&theirs(2)), ReviewState::Withdrawn);
    let claimed = listed(theirs(2), "甲改", 2, ReviewState::UnderReview);
    tab.pull(news("one", 0, [(listings(), page(6, vec![claimed]))]));
    assert_eq!(tab.seen(), ["甲改"]);
    assert_eq!(tab.state(&theirs(2)), ReviewState::UnderReview);
    let (_, doubts) = tab.replica.view_with_doubts();
    let [(item, rejection)] = doubts.as_slice() else {
        panic!("{doubts:?}")
    };
    assert_eq!(item.origin, origin);
    let fields = vec![];
    assert_eq!(
        *rejection,
        Rejection::ChangedMeanwhile { version: 2, fields }
    );
}

#[test]
fn a_doubtful_command_is_kept_and_goes_up_for_the_server_to_say() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let origin = tab.queue(review(theirs(2), ReviewAct::Withdraw));
    let changed = listed(theirs(2), "甲", 2, ReviewState::Approved);
    tab.pull(news("one", 0, [(listings(), page(6, vec![changed]))]));
    let sent = envelopes(&tab.send());
    assert_eq!((sent[0].0, sent[0].1.base_version), (origin.mid, Some(1)));
}

#[test]
fn commands_build_on_each_other_before_any_of_them_has_been_sent() {
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    tab.queue(submit_again(id(made), "甲改"));
    assert_eq!(
        (tab.seen(), tab.state(&id(made))),
        (vec!["甲改".to_owned()], ReviewState::Submitted)
    );
    let versions: Vec<_> = envelopes(&tab.send())
        .into_iter()
        .map(|(_, sent)| sent.base_version)
        .collect();
    assert_eq!(versions, [None, Some(1), Some(2)]);
}

#[test]
fn what_waits_is_put_on_top_of_what_the_server_took_in() {
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 1));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    tab.pull(news(
        "one",
        1,
        [(listings(), page(6, vec![put(id(made), "甲")]))],
    ));
    let row = &tab.replica.view()[&id(made)];
    assert_eq!(
        (row.versioned.version, row.standing),
        (2, Standing::Waiting)
    );
    assert_eq!(tab.state(&id(made)), ReviewState::Withdrawn);
    assert!(tab.replica.view_with_doubts().1.is_empty());
}

#[test]
fn when_what_it_stood_on_is_refused_a_command_is_in_doubt_and_the_rest_is_not() {
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    let request = tab.send();
    let withdrawn = tab.queue(review(id(made), ReviewAct::Withdraw));
    tab.queue(submit("乙"));
    tab.hear(&refusal(&request, "one", &Rejection::NotFound));
    assert_eq!(tab.seen(), ["乙"]);
    let (_, doubts) = tab.replica.view_with_doubts();
    let doubts: Vec<_> = doubts
        .into_iter()
        .map(|(item, why)| (item.origin, why))
        .collect();
    assert_eq!(doubts, [(withdrawn, Rejection::NotFound)]);
}

#[test]
fn what_the_platform_has_carried_out_is_in_no_doubt() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.queue(review(theirs(2), ReviewAct::Withdraw));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 1));
    // The person has been given another role meanwhile: what was done stands.
    let identity = app::replica::Identity {
        platform: profile().id,
        actor: member("operator", Some(unit()), domain::actor::Role::Reviewer),
    };
    tab.replica.act_as(identity);
    let (_, doubts) = tab.replica.view_with_doubts();
    assert!(doubts.is_empty(), "{doubts:?}");
}

#[test]
fn a_queue_of_any_age_is_shown_whatever_the_clock_said() {
    for at in [i64::MIN, -1, i64::MAX] {
        let mut tab = Tab::new(1);
        let at = domain::timestamp::Timestamp::from_millis(at);
        let (_, batch) = tab.replica.queue(submit("甲"), at).unwrap();
        tab.keep(&batch);
        assert_eq!(tab.reopened().seen(), ["甲"]);
    }
}
