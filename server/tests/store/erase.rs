//! Erasing a person: their data is gone from the log and the tables, and the chain is whole.

use domain::command::Command;
use domain::identifiers::LoginName;
use domain::merge::Base;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::ReviewAct;
use domain::space::{Area, IntakeId, Space};
use server::check::check;
use server::sync::{Erased, Person, erase};

use crate::folder::Folder;
use crate::support::*;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const PERSONAL: [&str; 3] = ["13800138000", "someone@example.com", "changsha.person"];

fn erased(world: &mut World, login: &str) -> Option<Erased> {
    let person = Person::LoginName(LoginName::parse(login).unwrap());
    world
        .store
        .write(|tx| erase(tx, &hunan(), &person, NOW))
        .unwrap()
}

/// Two people's applications, the first of them approved.
fn filled(folder: &Folder) -> World {
    let mut world = folder.world();
    let other = "fedcba9876543210fedcba9876543210";
    let submitted = register("91350100M000100Y43", "changsha.person");
    world.send(&applicant(SECRET), client(1), 1, vec![submitted]);
    let broken = r#"{"name":"submit_registration","phone":"13800138000"}"#.to_owned();
    world
        .push(&applicant(SECRET), &request(client(1), 2, &[broken]))
        .unwrap();
    world.send(
        &applicant(other),
        client(2),
        1,
        vec![register("91000000MA0DEM001F", "other.person")],
    );
    let application = RecordId::of_command(client(1), 1);
    let acts = [ReviewAct::Claim, ReviewAct::Approve].map(|act| review(application, act));
    world.send(&reviewer(), client(3), 1, acts.to_vec());
    world
}

fn log(world: &World) -> String {
    world.read(|tx| {
        let mut all = String::new();
        for space in tx.space_names()? {
            all.extend(tx.log_entries(&space)?);
        }
        Ok(all)
    })
}

fn holds(world: &World) {
    for checked in world.read(check) {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
    }
}

#[test]
fn nothing_personal_stands_openly_in_the_log() {
    let folder = Folder::new();
    let world = filled(&folder);
    let log = log(&world);
    for text in PERSONAL.into_iter().chain(["张三"]) {
        assert!(!log.contains(text), "{text}: {log}");
    }
    assert!(
        log.contains("长沙某某医药有限公司"),
        "an organisation is no person"
    );
}

/// Two devices of one applicant correct the phone, each to another number.
#[test]
fn what_two_corrections_say_about_a_person_stands_under_the_key_and_goes_with_it() {
    let folder = Folder::new();
    let mut world = folder.world();
    let (who, code) = (applicant(SECRET), "91350100M000100Y43");
    let id = RecordId::of_command(client(1), 1);
    let filed = register(code, "changsha.person");
    world.send(
        &who,
        client(1),
        1,
        vec![filed, review(id, ReviewAct::Withdraw)],
    );
    let correction = |phone: &str| {
        let base = registration(code, "changsha.person");
        let entry = RegistrationEntry {
            operator_phone: phone.into(),
            ..base.clone()
        };
        let mut envelope = envelope(Command::SubmitRegistration {
            registration: Some(id),
            entry,
        });
        (envelope.base_version, envelope.base) = (Some(2), Some(Base::Registration(base)));
        serde_json::to_string(&envelope).unwrap()
    };
    let mut sent = |device, phone| {
        let request = request(client(device), 1, &[correction(phone)]);
        world.push(&who, &request).unwrap().receipts
    };
    assert!(sent(2, "13900139000").iter().all(is_accepted));
    let refused = sent(3, "13700137000");
    let contested = rejection(&refused[0]).contested();
    assert_eq!(contested[0].theirs, "13900139000", "who asked is told");
    holds(&world);
    let log = log(&world);
    for phone in ["13800138000", "13900139000", "13700137000"] {
        assert!(!log.contains(phone), "{phone}: {log}");
    }
    erased(&mut world, "changsha.person").unwrap();
    holds(&world);
    let left = world.read(|tx| tx.receipt(client(3), 1)).unwrap();
    assert_eq!(rejection(&left.receipt).contested()[0].theirs, "");
}

#[test]
fn an_erased_person_is_gone_and_the_chain_and_every_table_hold() {
    let folder = Folder::new();
    let mut world = filled(&folder);
    holds(&world);
    let keys = world.read(|tx| tx.person_keys());
    let done = erased(&mut world, "changsha.person").unwrap();
    assert_eq!((done.keys.len(), done.records), (1, 1));
    assert!(keys.iter().any(|key| key.id == done.keys[0]));
    holds(&world);
    let left = world.read(|tx| tx.person_keys());
    assert_eq!(
        (keys.len(), left.len()),
        (2, 1),
        "the other person's key is still there"
    );

    let found = world.read(|tx| tx.record(&hunan(), &RecordId::of_command(client(1), 1)));
    let Record::Registration(registration) = found.unwrap().record else {
        panic!("an application")
    };
    let text = serde_json::to_string(&registration).unwrap();
    assert!(
        PERSONAL.iter().all(|personal| !text.contains(personal)),
        "{text}"
    );
    assert!(registration.is_erased() && registration.unit.is_some());
    // Whoever holds the application hears of it, and the log tells that it was done.
    let intake = Space::new(&hunan(), Area::Intake(IntakeId::of_secret(SECRET)));
    let news = world.read(|tx| tx.feed_after(&intake, 0, 10));
    assert_eq!(news.len(), 1);
    let entries = world.read(|tx| tx.log_entries(&intake));
    assert!(
        entries.last().unwrap().contains(&done.keys[0]),
        "{entries:?}"
    );
    assert_eq!(
        erased(&mut world, "changsha.person"),
        None,
        "nobody is known by that name"
    );
}

#[test]
fn the_same_person_may_come_again_under_a_key_of_its_own() {
    let folder = Folder::new();
    let mut world = filled(&folder);
    erased(&mut world, "other.person").unwrap();
    let again = register("91000000MA0DEM001F", "other.person");
    let person = applicant("fedcba9876543210fedcba9876543210");
    world.send(&person, client(2), 2, vec![again]);
    holds(&world);
    assert_eq!(world.read(|tx| tx.person_keys()).len(), 2);
}

#[test]
fn who_was_only_ever_refused_is_erased_by_the_intake() {
    let folder = Folder::new();
    let mut world = filled(&folder);
    let refused = "99999999999999999999999999999999";
    let taken = register("91350100M000100Y43", "late.person");
    let receipts = world.send(&applicant(refused), client(7), 1, vec![taken]);
    assert!(!is_accepted(&receipts[0]));
    assert_eq!(erased(&mut world, "late.person"), None);
    let person = Person::Intake(IntakeId::of_secret(refused));
    let mut erase = || {
        world
            .store
            .write(|tx| erase(tx, &hunan(), &person, NOW))
            .unwrap()
    };
    assert_eq!(erase().map(|done| done.keys.len()), Some(1));
    assert_eq!(erase(), None);
    holds(&world);
}

#[test]
fn a_key_that_comes_back_with_an_old_backup_is_found() {
    let folder = Folder::new();
    let mut world = filled(&folder);
    let key = "INSERT INTO person_keys SELECT person, id, key FROM kept";
    let kept =
        "CREATE TABLE kept AS SELECT person, id, key FROM person_keys WHERE person LIKE 'hunan/%'";
    folder.run(kept);
    erased(&mut world, "changsha.person").unwrap();
    folder.run("DELETE FROM person_keys");
    folder.run(key);
    let checked = world.read(check);
    let mut findings = checked.iter().flat_map(|checked| checked.findings.kept());
    assert!(findings.any(|finding| finding.code == "person_kept"));
}

#[test]
fn names_are_taken_out_of_the_histories_in_which_an_account_acted() {
    let folder = Folder::new();
    let mut world = folder.world();
    let name = LoginName::parse("centre.person").unwrap();
    let profile = &profiles()[&hunan()];
    let person = domain::identifiers::PersonName::parse("周明远").unwrap();
    let password = server::accounts::reviewer::initial_password(profile, &name).unwrap();
    let credential = server::accounts::reviewer::initial_credential(&password, NOW).unwrap();
    world
        .store
        .write(|tx| server::accounts::reviewer::make(tx, profile, &name, &person, &credential, NOW))
        .unwrap();
    let account = world
        .read(|tx| tx.account_by_login_name(&hunan(), &name))
        .unwrap()
        .0;
    world.send(
        &operator("a", 1),
        client(1),
        1,
        vec![submit("甲"), submit("乙")],
    );
    let caller = caller(&account.id, account.actor());
    let listing = RecordId::of_command(client(1), 1);
    world.send(
        &caller,
        client(2),
        1,
        vec![review(listing, ReviewAct::Claim)],
    );
    let body = |world: &World| world.read(|tx| tx.record_body(&hunan(), &listing)).unwrap();
    assert!(body(&world).body.contains("周明远"));
    let done = erased(&mut world, "centre.person").unwrap();
    assert_eq!((done.accounts, done.records), (1, 1));
    let after = body(&world);
    assert!(
        !after.body.contains("周明远") && after.version == 3,
        "{after:?}"
    );
    assert_eq!(world.read(|tx| tx.account(&account.id)).map(|_| ()), None);
    holds(&world);
}
