//! The queue as a file: carried to another device, done once.

use super::answers::*;
use super::support::*;

use app::replica::{CarriedFault, QueueCount, Status};
use domain::command::Origin;
use domain::protocol::MAX_PUSH_BYTES;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

fn file(tab: &Tab) -> String {
    serde_json::to_string(&tab.replica.export()).unwrap()
}

fn import(tab: &mut Tab, file: &str) {
    tab.import_as(200, file, NOW);
}

/// A device with one command refused, one sent and one waiting.
fn busy() -> (Tab, [Origin; 3]) {
    let mut tab = acquainted(1, vec![]);
    let refused = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&refusal(&request, "one", &Rejection::AwaitingAttachment));
    let sent = tab.queue(submit("乙"));
    tab.send();
    let waiting = tab.queue(submit("丙"));
    (tab, [refused, sent, waiting])
}

#[test]
fn what_is_unsent_or_refused_is_carried_to_another_device() {
    let (tab, [refused, sent, waiting]) = busy();
    let mut other = Tab::new(2);
    import(&mut other, &file(&tab));
    assert_eq!(
        other.replica.count(),
        QueueCount {
            pending: 2,
            refused: 1
        }
    );
    assert_eq!(other.seen(), ["乙", "丙"]);
    let mut other = other.reopened();
    let up = envelopes(&other.send());
    let origins: Vec<_> = up.iter().map(|(mid, sent)| (*mid, sent.origin)).collect();
    assert_eq!(
        origins,
        [(1, Some(sent)), (2, Some(waiting))],
        "they say where they came from"
    );
    assert_eq!(up[0].1.command, submit("乙"));
    // A refusal comes along to be read and corrected; it is not sent again.
    let rejection = Rejection::AwaitingAttachment;
    assert_eq!(other.status(refused), Status::Refused { rejection });
    let batch = other.replica.dismiss(refused).unwrap();
    other.keep(&batch);
    assert_eq!(other.item(refused), None);
}

#[test]
fn what_was_given_when_keeps_its_time_and_its_base() {
    let mut tab = acquainted(1, vec![put(theirs(3), "旧")]);
    tab.queue(review(theirs(3), ReviewAct::Withdraw));
    let mut other = acquainted(2, vec![put(theirs(3), "旧")]);
    other.import_as(200, &file(&tab), NOW.plus_hours(9));
    let sent = &envelopes(&other.send())[0].1;
    assert_eq!((sent.at, sent.base_version), (NOW, Some(1)));
}

#[test]
fn a_file_taken_in_twice_or_where_it_was_made_queues_nothing_twice() {
    let (mut tab, _) = busy();
    let carried = file(&tab);
    import(&mut tab, &carried);
    assert_eq!(
        tab.replica.count(),
        QueueCount {
            pending: 2,
            refused: 1
        }
    );
    let mut other = Tab::new(2);
    import(&mut other, &carried);
    import(&mut other, &carried);
    assert_eq!(
        other.replica.count(),
        QueueCount {
            pending: 2,
            refused: 1
        }
    );
    // And carried on from there, the commands are still the first device's.
    let mut third = Tab::new(3);
    import(&mut third, &carried);
    import(&mut third, &file(&other));
    assert_eq!(
        third.replica.count(),
        QueueCount {
            pending: 2,
            refused: 1
        }
    );
}

#[test]
fn a_file_that_names_a_command_twice_queues_it_once() {
    let (tab, _) = busy();
    let mut doubled = tab.replica.export();
    doubled.items.extend(doubled.items.clone());
    let mut other = Tab::new(2);
    import(&mut other, &serde_json::to_string(&doubled).unwrap());
    assert_eq!(
        other.replica.count(),
        QueueCount {
            pending: 2,
            refused: 1
        }
    );
}

#[test]
fn what_the_platform_has_or_nobody_wants_is_not_carried() {
    let mut tab = Tab::new(1);
    tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 0));
    let taken_back = tab.queue(submit("乙"));
    let batch = tab.replica.discard(taken_back, NOW).unwrap();
    tab.keep(&batch);
    assert!(tab.replica.export().items.is_empty());
}

#[test]
fn commands_that_build_on_each_other_still_do_so_on_the_other_device() {
    let mut tab = Tab::new(1);
    let made = tab.queue(submit("甲"));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    let mut other = Tab::new(2);
    other.queue(submit("乙"));
    import(&mut other, &file(&tab));
    let here = domain::record_id::RecordId::of_command(client(2), 2);
    assert_eq!(other.state(&here), ReviewState::Withdrawn);
    assert!(other.replica.view_with_doubts().1.is_empty());
}

#[test]
fn what_the_platform_may_still_lose_is_carried_with_what_builds_on_it() {
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    tab.queue(submit("乙"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 0));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    let carried = file(&tab);
    // Should the platform lose the first, a copy may give its number to another.
    let mut other = Tab::new(2);
    import(&mut other, &carried);
    let up = envelopes(&other.send());
    let here = domain::record_id::RecordId::of_command(client(2), 1);
    assert_eq!(up.len(), 2, "nothing is about the second");
    assert_eq!(
        (&up[0].1.command, up[0].1.origin),
        (&submit("甲"), Some(made))
    );
    assert_eq!(up[1].1.command, review(here, ReviewAct::Withdraw));
    // Where it came from, it is there already.
    import(&mut tab, &carried);
    assert_eq!(tab.replica.count().pending, 1);
}

#[test]
fn what_was_given_after_the_clock_was_set_back_still_follows_on_what_it_is_about() {
    let mut tab = Tab::new(1);
    let (made, batch) = tab.replica.queue(submit("甲"), NOW.plus_hours(9)).unwrap();
    tab.keep(&batch);
    tab.queue(review(id(made), ReviewAct::Withdraw));
    let mut other = Tab::new(2);
    import(&mut other, &file(&tab));
    let here = domain::record_id::RecordId::of_command(client(2), 1);
    assert_eq!(other.state(&here), ReviewState::Withdrawn);
    assert!(other.replica.view_with_doubts().1.is_empty());
}

#[test]
fn a_file_that_is_not_ours_changes_nothing() {
    let (tab, _) = busy();
    let good = file(&tab);
    let mut newer = tab.replica.export();
    newer.yangcai_queue = 2;
    let mut elsewhere = tab.replica.export();
    elsewhere.platform = app::profiles::find("guizhou").unwrap().id.clone();
    let mut unreadable = tab.replica.export();
    unreadable.items[2].bytes = "{\"name\":\"submit_tender\"}".into();
    let mut endless = tab.replica.export();
    let padding = "长".repeat(2_000_000 / 2);
    endless.items[2].bytes = endless.items[2].bytes.replace("丙", &padding);
    let json = |file| serde_json::to_string(&file).unwrap();
    let table = [
        ("nothing", String::new(), CarriedFault::NotAQueue),
        ("a web page", "<html>".into(), CarriedFault::NotAQueue),
        (
            "a file cut off",
            good[..good.len() / 2].into(),
            CarriedFault::NotAQueue,
        ),
        ("a later format", json(newer), CarriedFault::NotAQueue),
        (
            "another platform's",
            json(elsewhere),
            CarriedFault::OtherPlatform,
        ),
        (
            "a command that this build does not know",
            json(unreadable),
            CarriedFault::NotAQueue,
        ),
        (
            "a command that no call can carry",
            json(endless),
            CarriedFault::NotAQueue,
        ),
    ];
    let mut other = Tab::new(2);
    for (case, text, fault) in table {
        let imported = other.replica.import(&text, client(3), NOW);
        assert_eq!(imported, Err(fault), "{case}");
    }
    assert!(other.replica.items().is_empty());
}

#[test]
fn the_longest_command_that_a_call_can_carry_comes_in_and_one_byte_more_does_not() {
    let mut tab = Tab::new(1);
    let made = tab.queue(submit("甲"));
    let mut file = tab.replica.export();
    let mut there = file.items[0].envelope().unwrap();
    there.origin = Some(made);
    let room = MAX_PUSH_BYTES - domain::json::write(&there).len();
    for (longer, fits) in [(0, true), (1, false)] {
        let name = format!("甲{}", "x".repeat(room + longer));
        there.command = submit(&name);
        file.items[0].bytes = domain::json::write(&there);
        let text = serde_json::to_string(&file).unwrap();
        let imported = Tab::new(2).replica.import(&text, client(200), NOW);
        assert_eq!(imported.is_ok(), fits, "{longer}");
    }
}

#[test]
fn a_command_carried_back_is_about_the_record_under_its_first_name() {
    let mut first = acquainted(1, vec![]);
    let made = first.queue(submit("甲"));
    let mut second = acquainted(2, vec![]);
    import(&mut second, &file(&first));
    let here = Origin {
        client: client(2),
        mid: 1,
    };
    second.queue(review(id(here), ReviewAct::Withdraw));
    import(&mut first, &file(&second));
    let up = envelopes(&first.send());
    assert_eq!(up.len(), 2, "what was here is not queued again");
    assert_eq!(up[1].1.command.target(), Some(id(made)));
    assert_eq!(first.state(&id(made)), ReviewState::Withdrawn);
    assert!(first.replica.view_with_doubts().1.is_empty());
    // A third device has neither: there the record goes by yet another name.
    let mut third = acquainted(3, vec![]);
    import(&mut third, &file(&second));
    let here = Origin {
        client: client(3),
        mid: 1,
    };
    assert_eq!(third.state(&id(here)), ReviewState::Withdrawn);
}

#[test]
fn what_two_copies_have_given_under_one_number_is_not_mixed_up() {
    let mut one = acquainted(1, vec![]);
    let mut two = one.copied();
    let give = |tab: &mut Tab, command, hours| {
        let (origin, batch) = tab.replica.queue(command, NOW.plus_hours(hours)).unwrap();
        tab.keep(&batch);
        origin
    };
    let own = give(&mut one, submit("甲"), 0);
    let same = give(&mut two, submit("乙"), 1);
    assert_eq!(own, same);
    give(&mut two, review(id(same), ReviewAct::Withdraw), 2);
    let carried = file(&two);
    import(&mut one, &carried);
    assert_eq!(one.seen(), ["甲", "乙"], "one's own and the other's");
    // The file has shown that there is a copy: the queue goes by a name of its own.
    let [own, theirs] = [1, 2].map(|mid| Origin {
        client: client(200),
        mid,
    });
    assert_eq!(one.state(&id(own)), ReviewState::Submitted);
    assert_eq!(one.state(&id(theirs)), ReviewState::Withdrawn);
    import(&mut one, &carried);
    assert_eq!(one.replica.count().pending, 3, "once only");
    let sent = envelopes(&one.send());
    assert_eq!(sent[2].1.command, review(id(theirs), ReviewAct::Withdraw));
}

#[test]
fn what_a_copy_says_of_a_record_that_the_platform_has_is_not_said_of_ones_own() {
    // Each copy has given the number to a listing. One's is on the platform, and in the
    // file is only what is about it; the other's waits.
    let mut one = acquainted(1, vec![]);
    let mut two = one.copied();
    let made = one.queue(submit("甲"));
    let request = one.send();
    one.hear(&accepted(&request, "one", 1));
    one.queue(review(id(made), ReviewAct::Withdraw));
    assert_eq!(two.queue(submit("乙")), made, "the same number");
    import(&mut two, &file(&one));
    let sent = envelopes(&two.send());
    let commands: Vec<_> = sent.into_iter().map(|(_, sent)| sent.command).collect();
    let expected = [submit("乙"), review(id(made), ReviewAct::Withdraw)];
    assert_eq!(commands, expected, "about the record that the platform has");
    assert_eq!(two.replica.meta().client_id, client(200));
}

#[test]
fn what_was_seen_of_a_copy_elsewhere_is_not_said_of_ones_own() {
    // A third device has seen the copy's record, under the number that waits here.
    let mut two = acquainted(1, vec![]);
    let waiting = two.queue(submit("乙"));
    let mut third = acquainted(3, vec![put(id(waiting), "甲")]);
    third.queue(review(id(waiting), ReviewAct::Withdraw));
    import(&mut two, &file(&third));
    let sent = envelopes(&two.send());
    let ours = domain::record_id::RecordId::of_command(client(200), 1);
    assert_eq!(sent[1].1.command.target(), Some(id(waiting)));
    assert_eq!(two.state(&ours), ReviewState::Submitted);
}

#[test]
fn what_comes_back_in_a_file_to_where_it_was_given_keeps_the_queues_name() {
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    let carried = file(&tab);
    import(&mut tab, &carried);
    assert_eq!(tab.replica.meta().client_id, client(1));
    assert_eq!(tab.replica.count().pending, 2);
}

#[test]
fn a_refusal_that_is_carried_here_takes_nobodys_place() {
    let mut one = acquainted(1, vec![]);
    let mut two = one.copied();
    let (own, batch) = one.replica.queue(submit("甲"), NOW.plus_hours(1)).unwrap();
    one.keep(&batch);
    two.queue(submit("乙"));
    let request = two.send();
    two.hear(&refusal(&request, "one", &Rejection::AwaitingAttachment));
    import(&mut one, &file(&two));
    assert_eq!(one.status(own), Status::Waiting);
    assert_eq!(one.seen(), ["甲"]);
}

/// A push's answer that says where the log stands.
fn told(request: &domain::protocol::PushRequest, length: u64) -> domain::protocol::PushResponse {
    let head = domain::protocol::LogHead {
        epoch: "one".into(),
        length,
        head: length.to_string().repeat(64),
    };
    domain::protocol::PushResponse {
        heads: [(listings(), head)].into(),
        ..accepted(request, "one", u64::MAX)
    }
}

#[test]
fn where_the_server_said_that_its_log_stood_is_kept_and_handed_out() {
    let mut tab = acquainted(1, vec![]);
    assert!(!file(&tab).contains("heads"), "nothing is known yet");
    for length in [1, 2] {
        tab.queue(submit("甲"));
        let request = tab.send();
        tab.hear(&told(&request, length));
    }
    let handed_out = tab.reopened().replica.export();
    let held = &handed_out.heads[&listings()];
    let said = (held.epoch.as_str(), held.length, held.head.as_str());
    assert_eq!(said, ("one", 2, &*"2".repeat(64)));
    assert!(handed_out.items.is_empty(), "also where nothing waits");
}

#[test]
fn what_is_kept_of_logs_does_not_grow_without_end() {
    let mut tab = acquainted(1, vec![]);
    let mut last = listings();
    // Those told first come last in the order of their names.
    for unit in (1..=200).rev() {
        tab.queue(submit("甲"));
        let request = tab.send();
        let mut answer = told(&request, 1);
        let head = answer.heads[&listings()].clone();
        let record = domain::record_id::RecordId::of_command(request.client_id, unit);
        let area = domain::space::Area::Listings(record);
        let space = domain::space::Space::new(&profile().id, area);
        last = space.clone();
        answer.heads = [(space, head)].into();
        tab.hear(&answer);
    }
    let kept = tab.replica.export().heads;
    assert_eq!(kept.len(), 64);
    assert!(kept.contains_key(&last), "what was told last is known");
}
