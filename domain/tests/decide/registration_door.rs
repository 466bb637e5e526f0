//! Registration: who may register where, and what is said to those who may not.

use super::support::*;

use domain::field::Field;
use domain::profile::{OrganisationKind as Kind, RegistrationPath};
use domain::rejection::Rejection;
use domain::timestamp::Timestamp;

#[test]
fn whoever_cannot_register_by_itself_is_told_the_way_by_every_platform() {
    let today = NOW.date_in_shanghai();
    let mut closed = 0;
    for platform in ["guizhou", "beijing", "hunan", "hebei", "shenzhen"] {
        for kind in Kind::ALL {
            let world = World::of(platform);
            let access = world.profile.registration(kind, today).unwrap();
            let command = register(written(|entry| entry.kind = Some(kind)));
            let decided = world.decide(&applicant("s"), &command);
            if access.open && access.rule.path == RegistrationPath::SelfService {
                assert!(decided.is_ok(), "{platform} {kind:?}: {decided:?}");
                continue;
            }
            closed += 1;
            let refusal = decided.unwrap_err();
            let words = access.notice.unwrap_or(&access.rule.explanation);
            assert_eq!(refusal.sentence(), *words, "{platform} {kind:?}");
        }
    }
    assert!(closed >= 15, "the five profiles close {closed} ways");
}

#[test]
fn the_notices_close_what_they_close() {
    let table = [
        ("guizhou", Kind::MedicalInstitution, "书面"),
        ("guizhou", Kind::Regulator, "来函"),
        ("hebei", Kind::Distributor, "暂不能注册"),
        ("hebei", Kind::MedicalInstitution, "角色认证"),
        ("hunan", Kind::Centre, "内部开通"),
    ];
    for (platform, kind, word) in table {
        let command = register(written(|entry| entry.kind = Some(kind)));
        let refusal = World::of(platform).refusal(&applicant("s"), &command);
        let Rejection::SwitchedOff { notice, .. } = &refusal else {
            panic!("{platform} {kind:?}: {refusal:?}")
        };
        assert!(notice.zh.contains(word), "{platform} {kind:?}: {notice:?}");
    }
}

#[test]
fn a_closed_door_says_where_to_go_instead() {
    let command = register(registration());
    let refusal = World::of("hebei").refusal(&applicant("s"), &command);
    assert!(
        matches!(
            refusal,
            Rejection::SwitchedOff {
                instead: Some(_),
                ..
            }
        ),
        "{refusal:?}"
    );
}

#[test]
fn a_switch_closes_registration_from_its_day_on_and_not_before() {
    let mut world = World::of("hebei");
    let distributor = world.profile.registration.iter_mut();
    let rule = distributor.filter(|rule| rule.kind == Kind::Distributor);
    rule.for_each(|rule| rule.open = true);
    // 2021-10-25 begins in Beijing at 16:00 UTC of the day before.
    let midnight = 1_635_091_200_000;
    world.now = Timestamp::from_millis(midnight - 1);
    assert!(
        world
            .decide(&applicant("s"), &register(registration()))
            .is_ok()
    );
    world.now = Timestamp::from_millis(midnight);
    let refusal = world.refusal(&applicant("s"), &register(registration()));
    assert!(
        matches!(refusal, Rejection::SwitchedOff { .. }),
        "{refusal:?}"
    );
}

#[test]
fn faults_are_named_before_the_door_is_found_closed() {
    let entry = written(|entry| entry.operator_phone = "1".into());
    let refusal = World::of("hebei").refusal(&applicant("s"), &register(entry));
    assert_eq!(fields(&refusal), [Field::OperatorPhone]);
}
