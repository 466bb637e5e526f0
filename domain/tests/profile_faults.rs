//! What is wrong with a profile: each thing that can be, and what is said of it.
#![cfg(feature = "toml")]
#![allow(clippy::unwrap_used)]

use domain::password_policy::Length;
use domain::product_kind::ProductKind;
use domain::profile::{
    Contact, ContactKind, Module, ModuleState, ModuleSwitch, OrganisationKind, PlatformId,
    PlatformProfile, ProfileFault, shipped,
};
use domain::sentence::Sentence;
use domain::timestamp::Day;

/// What the validation says of the first shipped profile, changed in one place.
fn changed(change: impl FnOnce(&mut PlatformProfile)) -> Result<(), ProfileFault> {
    let mut profile = shipped().remove(0);
    change(&mut profile);
    profile.validate()
}

fn switch() -> ModuleSwitch {
    ModuleSwitch {
        module: Module::Trade,
        product: None,
        kind: None,
        state: ModuleState::Off,
        from: None,
        notice: Sentence::new("公告", "Notice"),
        instead: Some(Sentence::new("别处", "Elsewhere")),
    }
}

#[test]
fn no_count_that_begins_at_one_may_be_zero() {
    assert_eq!(changed(|_| ()), Ok(()));
    assert_eq!(changed(|p| p.version = 0), Err(ProfileFault::VersionZero));
    assert_eq!(
        changed(|p| p.access_lease_days = 0),
        Err(ProfileFault::AccessLease)
    );
    let terms = Err(ProfileFault::ReviewTerms);
    assert_eq!(changed(|p| p.review.registration_working_days = 0), terms);
    assert_eq!(changed(|p| p.review.listing_working_days = 0), terms);
    let ones = |p: &mut PlatformProfile| {
        (p.version, p.access_lease_days) = (1, 1);
        (
            p.review.registration_working_days,
            p.review.listing_working_days,
        ) = (1, 1);
    };
    assert_eq!(changed(ones), Ok(()));
}

#[test]
fn a_password_of_at_least_six_characters_must_be_possible() {
    let between = |min, max| Length::Between { min, max };
    for (length, possible) in [
        (Length::Exactly(5), false),
        (Length::Exactly(6), true),
        (Length::Exactly(7), true),
        (between(5, 8), false),
        (between(6, 6), true),
        (between(7, 6), false),
        (between(7, 8), true),
    ] {
        let fault = (!possible).then_some(ProfileFault::PasswordLength);
        assert_eq!(
            changed(|p| p.password.length = length).err(),
            fault,
            "{length:?}"
        );
    }
    for (longest, possible) in [(0, true), (1, false), (2, true)] {
        let fault = (!possible).then_some(ProfileFault::PasswordRun);
        assert_eq!(
            changed(|p| p.password.longest_run = longest).err(),
            fault,
            "{longest}"
        );
    }
}

#[test]
fn every_text_that_people_are_shown_says_something_in_both_languages() {
    type Place = fn(&mut PlatformProfile) -> &mut Sentence;
    let places: [(&str, Place); 8] = [
        ("name", |p| &mut p.name),
        ("region", |p| &mut p.region),
        ("intro", |p| &mut p.intro),
        ("registration", |p| &mut p.registration[6].explanation),
        ("module notice", |p| &mut p.modules[0].notice),
        ("instead", |p| {
            p.modules[0].instead.get_or_insert_with(|| switch().notice)
        }),
        ("contact", |p| &mut p.contacts[0].label),
        ("contact", |p| &mut p.contacts[0].value),
    ];
    for (place, text) in places {
        for empty in [
            Sentence::new(" ", "x"),
            Sentence::new("字", "\n"),
            Sentence::new("", ""),
        ] {
            let refused = changed(|profile| {
                profile.modules.insert(0, switch());
                *text(profile) = empty.clone();
            });
            assert_eq!(refused, Err(ProfileFault::EmptyText { place }), "{empty:?}");
        }
    }
}

#[test]
fn two_switches_differ_in_what_they_are_for_or_in_their_day() {
    let day = Day::new(2026, 1, 1);
    let others = [
        ModuleSwitch {
            module: Module::Negotiation,
            ..switch()
        },
        ModuleSwitch {
            product: Some(ProductKind::Drug),
            ..switch()
        },
        ModuleSwitch {
            kind: Some(OrganisationKind::Agent),
            ..switch()
        },
        ModuleSwitch {
            from: day,
            ..switch()
        },
    ];
    let mut all = vec![switch()];
    all.extend(others);
    assert_eq!(changed(|p| p.modules = all.clone()), Ok(()));
    for twice in &all {
        let twice = ModuleSwitch {
            state: ModuleState::On,
            ..twice.clone()
        };
        let refused = changed(|p| p.modules = all.iter().cloned().chain([twice]).collect());
        assert_eq!(refused, Err(ProfileFault::DuplicateSwitch));
    }
}

#[test]
fn somebody_can_be_asked_and_what_is_said_of_them_is_of_its_kind() {
    assert_eq!(
        changed(|p| p.contacts.clear()),
        Err(ProfileFault::NoContacts)
    );
    let cases = [
        (ContactKind::Phone, "12", false),
        (ContactKind::Phone, "120", true),
        (ContactKind::Phone, "0851-1234", true),
        (ContactKind::Email, "a@b.cn", true),
        (ContactKind::Email, "a@b", false),
        (ContactKind::Web, "https://b.cn", true),
        (ContactKind::Web, "http://b.cn", false),
        (ContactKind::Address, "1", true),
        (ContactKind::Hours, "9", true),
        (ContactKind::Desk, "1", true),
    ];
    for (kind, value, fits) in cases {
        let good = Contact {
            label: switch().notice,
            value: Sentence::new("大厅", "Hall"),
            kind: ContactKind::Desk,
        };
        let said = Contact {
            value: Sentence::new(value, value),
            kind,
            ..good.clone()
        };
        let fault = (!fits).then(|| ProfileFault::Contact {
            value: value.into(),
        });
        let refused = changed(|p| p.contacts = vec![good, said]);
        assert_eq!(refused.err(), fault, "{kind:?} {value}");
    }
}

#[test]
fn each_fault_says_what_is_wrong() {
    let kind = OrganisationKind::Agent;
    for (fault, said) in [
        (
            ProfileFault::Unreadable("no key".into()),
            "the profile can't be read: no key",
        ),
        (ProfileFault::VersionZero, "versions count from 1"),
        (
            ProfileFault::EmptyText { place: "intro" },
            "an empty text: intro",
        ),
        (
            ProfileFault::PasswordLength,
            "no password can have the asked length",
        ),
        (
            ProfileFault::PasswordRun,
            "longest_run is 0 (any) or at least 2",
        ),
        (
            ProfileFault::ReviewTerms,
            "a review takes at least one working day",
        ),
        (ProfileFault::AccessLease, "access_lease_days is at least 1"),
        (
            ProfileFault::RegistrationRules { kind, found: 2 },
            "Agent: 2 registration rules instead of one",
        ),
        (
            ProfileFault::DuplicateSwitch,
            "two switches for the same thing and day",
        ),
        (
            ProfileFault::NoContacts,
            "a profile names at least one contact",
        ),
        (
            ProfileFault::Contact { value: "x".into() },
            "not what its kind says: x",
        ),
    ] {
        assert_eq!(fault.to_string(), said);
    }
}

#[test]
fn a_platforms_id_has_2_to_20_letters() {
    for (count, taken) in [(1, false), (2, true), (20, true), (21, false)] {
        assert_eq!(
            PlatformId::parse(&"a".repeat(count)).is_ok(),
            taken,
            "{count}"
        );
    }
}
