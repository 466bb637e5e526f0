//! The five shipped profiles say what their notices say.
#![cfg(feature = "toml")]
#![allow(clippy::unwrap_used)]

use domain::password_policy::{CommonPassword, Length};
use domain::product_kind::ProductKind;
use domain::profile::{
    Module, ModuleState, OrganisationKind as Kind, PlatformId, PlatformProfile, ProfileFault,
    RegistrationPath, shipped,
};
use domain::timestamp::Day;

fn profile(id: &str) -> PlatformProfile {
    shipped()
        .into_iter()
        .find(|profile| profile.id.as_str() == id)
        .unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn five_profiles_ship_valid_and_cover_every_kind_of_organisation() {
    let ids: Vec<String> = shipped()
        .iter()
        .map(|profile| profile.id.to_string())
        .collect();
    assert_eq!(ids, ["guizhou", "beijing", "hunan", "hebei", "shenzhen"]);
    for profile in shipped() {
        profile.validate().unwrap();
        for kind in Kind::ALL {
            assert!(profile.registration(kind, day("2026-11-22")).is_some());
        }
    }
}

#[test]
fn guizhou_asks_exactly_eight_characters_with_letters_and_digits_and_no_runs() {
    let policy = profile("guizhou").password;
    assert_eq!(policy.length, Length::Exactly(8));
    assert!(policy.require_letter && policy.require_digit);
    assert!(policy.forbid_login_name && policy.forbid_common);
    assert_eq!(policy.longest_run, 2);
    let accepts = |password| policy.accepts(password, "supplier", CommonPassword::No);
    assert!(accepts("k7m2p9xq"));
    for refused in [
        "k7m2p9x",
        "k7m2p9xqa",
        "kmxpqzwt",
        "abcd1234",
        "aaaa1111",
        "12345678",
    ] {
        assert!(!accepts(refused), "{refused}");
    }
}

#[test]
fn guizhou_adds_institutions_through_superiors_and_regulators_by_letter() {
    let guizhou = profile("guizhou");
    let path = |kind| {
        guizhou
            .registration(kind, day("2026-11-22"))
            .unwrap()
            .rule
            .path
    };
    assert_eq!(
        path(Kind::MedicalInstitution),
        RegistrationPath::SuperiorApplication
    );
    assert_eq!(path(Kind::Regulator), RegistrationPath::OfficialLetter);
    for kind in [Kind::Manufacturer, Kind::Agent, Kind::Distributor] {
        let access = guizhou.registration(kind, day("2026-11-22")).unwrap();
        assert_eq!(access.rule.path, RegistrationPath::SelfService);
        assert!(access.open && access.rule.review_required);
    }
}

#[test]
fn hunan_lets_distributors_register_themselves_under_review() {
    let hunan = profile("hunan");
    let access = hunan
        .registration(Kind::Distributor, day("2026-11-22"))
        .unwrap();
    assert!(access.open && access.rule.review_required);
    assert_eq!(access.rule.path, RegistrationPath::SelfService);
}

#[test]
fn hebei_closed_registration_to_new_distributors_and_says_so() {
    let hebei = profile("hebei");
    let closed = hebei
        .registration(Kind::Distributor, day("2026-11-22"))
        .unwrap();
    assert!(!closed.open);
    assert!(closed.notice.unwrap().zh.contains("暂不能注册"));
    assert!(closed.instead.is_some());
    assert!(
        hebei
            .registration(Kind::Manufacturer, day("2026-11-22"))
            .unwrap()
            .open
    );
    let state = |date| {
        hebei
            .switch(
                Module::Registration,
                None,
                Some(Kind::Distributor),
                day(date),
            )
            .state
    };
    assert_eq!(state("2021-10-24"), ModuleState::On);
    assert_eq!(state("2021-10-25"), ModuleState::Off);
}

#[test]
fn hebei_leaves_listing_and_the_distribution_of_consumables_on_the_old_platform() {
    let hebei = profile("hebei");
    let today = day("2026-11-22");
    let state = |module, product| {
        hebei
            .switch(module, Some(product), Some(Kind::Manufacturer), today)
            .state
    };
    assert_eq!(
        state(Module::Listing, ProductKind::Drug),
        ModuleState::ReadOnly
    );
    assert_eq!(
        state(Module::Distribution, ProductKind::Consumable),
        ModuleState::ReadOnly
    );
    assert_eq!(
        state(Module::Distribution, ProductKind::Drug),
        ModuleState::On
    );
    assert_eq!(
        state(Module::Trade, ProductKind::Consumable),
        ModuleState::On
    );
}

/// The Shenzhen profile with `switches` behind it.
fn with_switches(switches: &str) -> Result<PlatformProfile, ProfileFault> {
    PlatformProfile::from_toml(&format!(
        "{}\n{switches}",
        include_str!("../profiles/shenzhen.toml")
    ))
}

fn switch(state: &str, particulars: &str) -> String {
    format!(
        "[[modules]]\nmodule = \"trade\"\nstate = \"{state}\"\n{particulars}\n[modules.notice]\nzh = \"公告\"\nen = \"Notice\"\n"
    )
}

#[test]
fn the_most_particular_switch_wins_then_the_latest_begun() {
    let profile = with_switches(
        &[
            switch("off", ""),
            switch("read_only", "from = \"2026-01-01\""),
            switch("on", "from = \"2026-06-01\""),
            switch("off", "product = \"drug\""),
            switch(
                "read_only",
                "product = \"drug\"\nkind = \"distributor\"\nfrom = \"2026-03-01\"",
            ),
        ]
        .concat(),
    )
    .unwrap();
    let drug = Some(ProductKind::Drug);
    let cases = [
        (None, None, "2025-12-31", ModuleState::Off),
        (None, None, "2026-01-01", ModuleState::ReadOnly),
        (None, None, "2026-06-01", ModuleState::On),
        (
            Some(ProductKind::Consumable),
            None,
            "2026-06-01",
            ModuleState::On,
        ),
        (drug, None, "2026-06-01", ModuleState::Off),
        (
            drug,
            Some(Kind::Distributor),
            "2026-02-28",
            ModuleState::Off,
        ),
        (
            drug,
            Some(Kind::Distributor),
            "2026-03-01",
            ModuleState::ReadOnly,
        ),
        (drug, Some(Kind::Agent), "2026-03-01", ModuleState::Off),
    ];
    for (product, kind, date, state) in cases {
        let found = profile
            .switch(Module::Trade, product, kind, day(date))
            .state;
        assert_eq!(found, state, "{product:?} {kind:?} {date}");
    }
    assert_eq!(
        profile
            .switch(Module::Listing, None, None, day("2026-06-01"))
            .state,
        ModuleState::On
    );
}

#[test]
fn a_wrong_profile_is_refused_with_its_reason() {
    let guizhou = include_str!("../profiles/guizhou.toml");
    let changed = |from: &str, to: &str| {
        assert!(guizhou.contains(from), "{from}");
        PlatformProfile::from_toml(&guizhou.replacen(from, to, 1)).unwrap_err()
    };
    assert!(matches!(
        changed("version = 1", "version = 1\nextra = 2"),
        ProfileFault::Unreadable(_)
    ));
    assert!(matches!(
        changed("\"guizhou\"", "\"Gui zhou\""),
        ProfileFault::Unreadable(_)
    ));
    assert!(matches!(
        changed("kind = \"agent\"", "kind = \"bank\""),
        ProfileFault::Unreadable(_)
    ));
    assert_eq!(
        changed("version = 1", "version = 0"),
        ProfileFault::VersionZero
    );
    assert_eq!(
        changed("{ exactly = 8 }", "{ exactly = 3 }"),
        ProfileFault::PasswordLength
    );
    assert_eq!(
        changed("{ exactly = 8 }", "{ between = { min = 9, max = 8 } }"),
        ProfileFault::PasswordLength
    );
    assert_eq!(
        changed("longest_run = 2", "longest_run = 1"),
        ProfileFault::PasswordRun
    );
    assert_eq!(
        changed("kind = \"agent\"", "kind = \"manufacturer\""),
        ProfileFault::RegistrationRules {
            kind: Kind::Manufacturer,
            found: 2
        }
    );
    assert_eq!(
        changed("access_lease_days = 7", "access_lease_days = 0"),
        ProfileFault::AccessLease
    );
    assert_eq!(
        changed("zh = \"贵州省\"", "zh = \" \""),
        ProfileFault::EmptyText { place: "region" }
    );
    assert!(matches!(
        changed("kind = \"desk\"", "kind = \"phone\""),
        ProfileFault::Contact { .. }
    ));
    let twice = [switch("off", ""), switch("on", "")].concat();
    assert_eq!(
        with_switches(&twice).unwrap_err(),
        ProfileFault::DuplicateSwitch
    );
}

#[test]
fn no_shipped_profile_invents_a_telephone_number() {
    for profile in shipped() {
        for contact in &profile.contacts {
            for text in [&contact.value.zh, &contact.value.en] {
                assert!(
                    !text.chars().any(|c| c.is_ascii_digit()),
                    "{}: {text}",
                    profile.id
                );
            }
        }
    }
}

#[test]
fn a_profile_comes_through_json_unchanged() {
    for profile in shipped() {
        let json = serde_json::to_string(&profile).unwrap();
        assert_eq!(
            serde_json::from_str::<PlatformProfile>(&json).unwrap(),
            profile
        );
    }
}

#[test]
fn platform_ids_are_small_letters_taken_exactly() {
    assert_eq!(PlatformId::parse("hunan").unwrap().as_str(), "hunan");
    for wrong in [
        "",
        "h",
        "Hunan",
        " hunan",
        "hu-nan",
        "湖南",
        "abcdefghijklmnopqrstu",
        "../etc",
    ] {
        assert!(PlatformId::parse(wrong).is_err(), "{wrong}");
    }
}
