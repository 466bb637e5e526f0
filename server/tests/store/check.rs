//! The check: it finds nothing where nothing is wrong, and everything that was changed past
//! the store.

use domain::command::Origin;
use domain::draft::{Change, Held};
use domain::protocol::ReceiptStatus;
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use server::check::{HeldHeads, check, compare_held};
use server::sync::drafts;

use crate::folder::Folder;
use crate::support::*;

/// The codes of what is found, each once.
fn found(world: &World) -> Vec<&'static str> {
    let checked = world.read(check);
    let findings = checked.iter().flat_map(|checked| checked.findings.kept());
    let mut codes: Vec<_> = findings.map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Applications, listings, refusals, a batch, and a command that came twice by two ways.
fn filled(folder: &Folder) -> World {
    let mut world = folder.world();
    let secrets = [
        "0123456789abcdef0123456789abcdef",
        "fedcba9876543210fedcba9876543210",
    ];
    for (secret, number, code, login) in [
        (secrets[0], 1, "91350100M000100Y43", "first.person"),
        (secrets[1], 2, "91350100M000100Y43", "second.person"),
    ] {
        world.send(
            &applicant(secret),
            client(number),
            1,
            vec![register(code, login)],
        );
    }
    let application = RecordId::of_command(client(1), 1);
    let acts = [ReviewAct::Claim, ReviewAct::Approve].map(|act| review(application, act));
    world.send(&reviewer(), client(3), 1, acts.to_vec());
    let caller = operator("a", 1);
    let sheet = domain::command::Command::SubmitListings {
        rows: vec![listing("甲"), listing(""), listing("乙")],
    };
    world.send(&caller, client(4), 1, vec![submit("丙"), sheet, submit("")]);
    let mut copy = envelope(submit("丙"));
    copy.origin = Some(Origin {
        client: client(4),
        mid: 1,
    });
    let copy = serde_json::to_string(&copy).unwrap();
    let answer = world
        .push(&caller, &request(client(5), 1, &[copy, "{}".into()]))
        .unwrap();
    assert!(is_accepted(&answer.receipts[0]));
    assert_eq!(world.listings(), 3);
    let change = Change {
        base: String::new(),
        text: r#"{"entry":{"price":"9.60"}}"#.into(),
    };
    let held = Held {
        at: NOW,
        change: Some(change),
    };
    let typing = [
        (String::new(), client(4).to_string()),
        ("listing:new".into(), held.line("")),
    ];
    let typing = typing.into();
    world
        .store
        .write(|tx| drafts(tx, &caller, &typing, NOW))
        .unwrap();
    world
}

#[test]
fn where_every_table_follows_from_the_log_nothing_is_found() {
    let folder = Folder::new();
    let world = filled(&folder);
    let checked = world.read(check);
    for checked in &checked {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
        assert!(checked.count > 0, "{:?} looked at nothing", checked.about);
    }
    assert_eq!(checked.len(), 7);
}

#[test]
fn whatever_is_changed_past_the_store_is_found() {
    for (statement, code) in [
        (
            "UPDATE records SET body = replace(body, '12.50', '99.50')",
            "record_changed",
        ),
        (
            "UPDATE records SET body = replace(body, '13800138000', '13900139000')",
            "record_changed",
        ),
        (
            "UPDATE drafts SET name = 'listing:new:1'",
            "draft_unreadable",
        ),
        (
            "UPDATE records SET space = 'hunan/review' WHERE collection = 'unit'",
            "record_changed",
        ),
        (
            "UPDATE records SET version = 7 WHERE collection = 'listing'",
            "record_version",
        ),
        (
            "DELETE FROM records WHERE collection = 'unit'",
            "record_missing",
        ),
        (
            "UPDATE records SET platform = 'hebei' WHERE collection = 'unit'",
            "record_extra",
        ),
        (
            "UPDATE receipts SET receipt = replace(receipt, 'accepted', 'refused')",
            "receipt_differs",
        ),
        ("UPDATE receipts SET hash = act", "receipt_differs"),
        (
            "UPDATE receipts SET mid = 50 WHERE mid = 1",
            "receipt_missing",
        ),
        ("DELETE FROM receipts WHERE mid = 2", "rows_counted"),
        ("UPDATE carried SET mid = 2", "carried_differs"),
        (
            "UPDATE clients SET last_mid = last_mid + 1",
            "queue_differs",
        ),
        ("UPDATE clients SET owner = 'hunan/somebody'", "queue_owner"),
        ("UPDATE feeds SET version = 9", "feed_missing"),
        ("UPDATE feeds SET deleted = 1", "feed_differs"),
        ("DELETE FROM feeds", "feed_missing"),
        ("UPDATE spaces SET seq = 0", "feed_differs"),
        (
            "UPDATE spaces SET log_length = log_length + 1",
            "log_broken",
        ),
        (
            "DELETE FROM claims WHERE kind = 'login_name'",
            "claim_missing",
        ),
        (
            "UPDATE claims SET value = 'other.person' WHERE kind = 'login_name'",
            "claim_differs",
        ),
        ("DELETE FROM person_keys", "person_unreadable"),
    ] {
        let folder = Folder::new();
        let world = filled(&folder);
        assert!(folder.change(statement).unwrap() > 0, "{statement}");
        let found = found(&world);
        assert!(found.contains(&code), "{statement}: {found:?}");
    }
}

#[test]
fn an_edited_log_is_found_and_so_is_an_entry_that_nobody_can_read() {
    let folder = Folder::new();
    let world = filled(&folder);
    folder.tamper("UPDATE log SET entry = replace(entry, '12.50', '99.50')");
    assert!(found(&world).contains(&"log_broken"));
    let folder = Folder::new();
    let world = filled(&folder);
    folder.tamper("UPDATE log SET entry = 'x' WHERE position = 2");
    assert!(found(&world).contains(&"entry_unreadable"));
}

/// What a device is told by a push of these listings.
fn told(world: &mut World, names: &[&str]) -> HeldHeads {
    let commands: Vec<_> = names.iter().map(|name| bytes(submit(name))).collect();
    let mut batch = request(client(1), 1, &commands);
    batch.cursors = Some(Default::default());
    let answer = world.push(&operator("a", 1), &batch).unwrap();
    assert_eq!(answer.heads.len(), 1, "one log tells of all of it");
    let heads = answer.heads;
    HeldHeads { heads }
}

/// The server's log with its chain worked out anew, as whoever owns the machine can.
fn forged(held: &HeldHeads, names: &[&str]) -> Vec<&'static str> {
    let folder = Folder::new();
    let mut world = folder.world();
    told(&mut world, names);
    assert_eq!(found(&world), Vec::<&str>::new(), "in itself it holds");
    let findings = world.read(|tx| compare_held(tx, held));
    findings.kept().iter().map(|finding| finding.code).collect()
}

#[test]
fn an_edit_and_a_truncation_of_the_whole_chain_show_in_what_devices_hold() {
    let folder = Folder::new();
    let mut world = folder.world();
    let held = told(&mut world, &["甲", "乙", "丙"]);
    let findings = world.read(|tx| compare_held(tx, &held));
    assert_eq!(findings.kept(), []);
    world.send(&operator("a", 1), client(1), 4, vec![submit("丁")]);
    let findings = world.read(|tx| compare_held(tx, &held));
    assert_eq!(findings.kept(), [], "what came since changes nothing");
    assert_eq!(forged(&held, &["甲", "改", "丙"]), ["held_edited"]);
    assert_eq!(forged(&held, &["甲", "乙"]), ["held_cut"]);
}

#[test]
fn a_repeated_push_says_where_the_log_stands_too() {
    let mut world = World::new();
    let first = told(&mut world, &["甲", "乙"]);
    let again = told(&mut world, &["甲", "乙"]);
    assert_eq!(first.heads, again.heads);
    let plain = world
        .push(
            &operator("a", 1),
            &request(client(2), 1, &[bytes(submit("丙"))]),
        )
        .unwrap();
    assert!(
        plain.heads.is_empty(),
        "who sends no cursors does not know of it"
    );
    assert!(matches!(
        plain.receipts[0].status,
        ReceiptStatus::Accepted { .. }
    ));
}

#[test]
fn who_has_left_a_unit_hears_nothing_more_of_its_log() {
    let mut world = World::new();
    told(&mut world, &["甲"]);
    let mut again = request(client(1), 1, &[bytes(submit("甲"))]);
    again.cursors = Some(Default::default());
    let elsewhere = operator("a", 2);
    let answer = world.push(&elsewhere, &again).unwrap();
    assert_eq!(answer.last_mid, 1);
    assert!(answer.heads.is_empty(), "{:?}", answer.heads);
    let reviewed = review(RecordId::of_command(client(1), 1), ReviewAct::Claim);
    let mut act = request(client(2), 1, &[bytes(reviewed)]);
    act.cursors = Some(Default::default());
    let answer = world.push(&reviewer(), &act).unwrap();
    assert_eq!(answer.heads.len(), 1, "of what was just written one does");
}
