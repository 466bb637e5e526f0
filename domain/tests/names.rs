//! The names by which programs know things. They lie in databases, logs and queues for
//! years, so they are held here to what they have always been.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use domain::actor::{Permission, Role};
use domain::attachment::Document;
use domain::change::ClaimKind;
use domain::field::Field;
use domain::json::{FromJson, read, write};
use domain::password_policy::PasswordRule;
use domain::product_kind::ProductKind;
use domain::profile::{ContactKind, Module, ModuleState, OrganisationKind, RegistrationPath};
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::{Language, Sentence};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Each value is written under its name, and read back from it, by server and browser.
fn named<T>(table: &[(&str, T)])
where
    T: Serialize + DeserializeOwned + FromJson + PartialEq + Debug,
{
    for (name, value) in table {
        let text = format!("\"{name}\"");
        assert_eq!(serde_json::to_string(value).unwrap(), text);
        assert_eq!(write(value), text);
        assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
        assert_eq!(read::<T>(&text).as_ref(), Some(value), "in the browser");
    }
    assert!(read::<T>("\"another\"").is_none());
    assert!(read::<T>("null").is_none());
}

#[test]
fn kinds_of_people_organisations_and_products_keep_their_names() {
    named(&[
        ("unit_admin", Role::UnitAdmin),
        ("operator", Role::Operator),
        ("reviewer", Role::Reviewer),
    ]);
    named(&[
        ("register", Permission::Register),
        ("file_listing", Permission::FileListing),
        ("review", Permission::Review),
    ]);
    let kinds = [
        ("medical_institution", OrganisationKind::MedicalInstitution),
        (
            "community_health_station",
            OrganisationKind::CommunityHealthStation,
        ),
        ("manufacturer", OrganisationKind::Manufacturer),
        ("agent", OrganisationKind::Agent),
        ("distributor", OrganisationKind::Distributor),
        ("regulator", OrganisationKind::Regulator),
        ("centre", OrganisationKind::Centre),
    ];
    named(&kinds);
    assert_eq!(kinds.map(|(_, kind)| kind), OrganisationKind::ALL);
    assert_eq!(
        kinds.map(|(name, _)| name),
        OrganisationKind::ALL.map(OrganisationKind::name)
    );
    let kinds = [
        ("drug", ProductKind::Drug),
        ("consumable", ProductKind::Consumable),
    ];
    named(&kinds);
    assert_eq!(
        kinds.map(|(name, _)| name),
        ProductKind::ALL.map(ProductKind::name)
    );
    named(&[
        ("chinese", Language::Chinese),
        ("english", Language::English),
    ]);
}

#[test]
fn what_a_platform_switches_and_how_one_reaches_it_keep_their_names() {
    named(&[
        ("registration", Module::Registration),
        ("listing", Module::Listing),
        ("negotiation", Module::Negotiation),
        ("distribution", Module::Distribution),
        ("trade", Module::Trade),
    ]);
    named(&[
        ("off", ModuleState::Off),
        ("read_only", ModuleState::ReadOnly),
        ("on", ModuleState::On),
    ]);
    named(&[
        ("self_service", RegistrationPath::SelfService),
        (
            "superior_application",
            RegistrationPath::SuperiorApplication,
        ),
        ("official_letter", RegistrationPath::OfficialLetter),
        ("elsewhere_first", RegistrationPath::ElsewhereFirst),
    ]);
    named(&[
        ("phone", ContactKind::Phone),
        ("email", ContactKind::Email),
        ("address", ContactKind::Address),
        ("hours", ContactKind::Hours),
        ("web", ContactKind::Web),
        ("desk", ContactKind::Desk),
    ]);
}

#[test]
fn states_steps_and_rules_keep_their_names() {
    named(&[
        ("draft", ReviewState::Draft),
        ("submitted", ReviewState::Submitted),
        ("under_review", ReviewState::UnderReview),
        ("approved", ReviewState::Approved),
        ("returned", ReviewState::Returned),
        ("rejected", ReviewState::Rejected),
        ("withdrawn", ReviewState::Withdrawn),
    ]);
    named(&[
        ("submit", ReviewAct::Submit),
        ("claim", ReviewAct::Claim),
        ("approve", ReviewAct::Approve),
        ("withdraw", ReviewAct::Withdraw),
    ]);
    named(&[
        ("letter", PasswordRule::Letter),
        ("digit", PasswordRule::Digit),
        ("upper", PasswordRule::Upper),
        ("lower", PasswordRule::Lower),
        ("symbol", PasswordRule::Symbol),
        ("not_login_name", PasswordRule::NotLoginName),
        ("not_common", PasswordRule::NotCommon),
    ]);
    named(&[
        ("certificate", Document::Certificate),
        ("stamped_letter", Document::StampedLetter),
        ("other", Document::Other),
    ]);
}

#[test]
fn what_may_exist_once_is_claimed_under_these_names() {
    for (kind, name) in [
        (ClaimKind::CreditCode, "credit_code"),
        (ClaimKind::LoginName, "login_name"),
    ] {
        assert_eq!(kind.name(), name);
        assert_eq!(serde_json::to_value(kind).unwrap(), name);
    }
}

#[test]
fn a_field_is_found_by_its_name_and_nothing_by_another() {
    for field in Field::ALL {
        named(&[(field.name(), field)]);
        assert_eq!(field.name().parse(), Ok(field));
    }
    assert_eq!(Field::Price.name(), "price");
    assert_eq!(Field::CustodianDuty.name(), "custodian_duty");
    assert!("Price".parse::<Field>().is_err());
}

#[test]
fn a_sentence_is_said_in_the_language_that_is_asked_for() {
    let sentence = Sentence::new("已提交。", "Submitted.");
    assert_eq!(sentence.text(Language::Chinese), "已提交。");
    assert_eq!(sentence.text(Language::English), "Submitted.");
    assert_eq!(sentence.text(Language::default()), "已提交。");
}
