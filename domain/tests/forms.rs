//! Forms field by field: what stands at each as it is compared, and as people are told it.
#![allow(clippy::unwrap_used)]

use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Contested, Entry, Merge, merge, said};
use domain::product_kind::ProductKind;
use domain::profile::OrganisationKind;
use domain::registration::RegistrationEntry;
use domain::sentence::Sentence;
use serde_json::json;

fn registration() -> RegistrationEntry {
    RegistrationEntry {
        kind: Some(OrganisationKind::Agent),
        organisation_name: "一".into(),
        credit_code: "二".into(),
        address: "三".into(),
        operator_name: "四".into(),
        operator_phone: "五".into(),
        security_email: "六".into(),
        login_name: "七".into(),
        accepts_custody: true,
    }
}

fn listing() -> ListingEntry {
    let file = json!({ "sha256": "ab".repeat(32), "name": "注册证.pdf", "size": 3 });
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "一".into(),
        product_name: "二".into(),
        certificate: "三".into(),
        manufacturer: "四".into(),
        specification: "五".into(),
        unit_of_measure: "六".into(),
        price: "七".into(),
        attachments: vec![serde_json::from_value(file).unwrap()],
    }
}

/// Every field of the form with what stands there, in the form's order.
fn texts(entry: &dyn Entry) -> Vec<(&'static str, String)> {
    let text = |field: &Field| (field.name(), entry.text(*field).into_owned());
    entry.fields().iter().map(text).collect()
}

#[test]
fn at_every_field_of_a_registration_stands_what_was_written_there() {
    let written = [
        ("organisation_kind", "agent"),
        ("organisation_name", "一"),
        ("credit_code", "二"),
        ("address", "三"),
        ("operator_name", "四"),
        ("operator_phone", "五"),
        ("security_email", "六"),
        ("login_name", "七"),
        ("custodian_duty", "accepted"),
    ];
    let empty = written.map(|(field, _)| (field, String::new()));
    assert_eq!(
        texts(&registration()),
        written.map(|(field, text)| (field, text.into()))
    );
    assert_eq!(texts(&RegistrationEntry::default()), empty);
    assert_eq!(
        registration().text(Field::Price),
        "",
        "it has no such field"
    );
}

#[test]
fn at_every_field_of_a_listing_stands_what_was_written_there() {
    let file = format!("注册证.pdf {}\n", "ab".repeat(32));
    let written = [
        ("product_kind", "consumable"),
        ("product_code", "一"),
        ("product_name", "二"),
        ("certificate", "三"),
        ("manufacturer", "四"),
        ("specification", "五"),
        ("unit_of_measure", "六"),
        ("price", "七"),
        ("attachments", file.as_str()),
    ];
    let empty = written.map(|(field, _)| (field, String::new()));
    assert_eq!(
        texts(&listing()),
        written.map(|(field, text)| (field, text.into()))
    );
    assert_eq!(texts(&ListingEntry::default()), empty);
    assert_eq!(listing().text(Field::Address), "", "it has no such field");
}

#[test]
fn whatever_single_field_two_people_change_apart_is_the_one_they_are_asked_about() {
    let (base, mine) = (RegistrationEntry::default(), registration());
    for field in base.fields() {
        let mut theirs = base.clone();
        theirs.take(
            *field,
            &RegistrationEntry {
                kind: Some(OrganisationKind::Centre),
                ..mine.clone()
            },
        );
        let merged = merge(&base, &theirs, &mine);
        // Where both wrote the same there is nothing to choose.
        let asked = match merged {
            Merge::Merged(_) => vec![],
            Merge::Conflict { fields, .. } => fields,
        };
        let kinds = [Contested {
            field: *field,
            theirs: "centre".into(),
        }];
        let expected = if *field == Field::OrganisationKind {
            &kinds[..]
        } else {
            &[]
        };
        assert_eq!(asked, expected, "{}", field.name());
    }
}

#[test]
fn choices_are_told_by_their_labels_and_texts_as_they_stand() {
    let (applied, listed) = (registration(), listing());
    let told = |field, entry: &dyn Entry| said(field, &entry.text(field)).zh;
    for kind in OrganisationKind::ALL {
        assert_eq!(said(Field::OrganisationKind, kind.name()), kind.label());
    }
    for kind in ProductKind::ALL {
        assert_eq!(said(Field::ProductKind, kind.name()), kind.label());
    }
    assert_eq!(told(Field::OrganisationKind, &applied), "代理企业");
    assert_eq!(told(Field::CustodianDuty, &applied), "已承诺");
    assert_eq!(told(Field::Address, &applied), "三");
    assert_eq!(told(Field::ProductKind, &listed), "医用耗材");
    assert_eq!(told(Field::Attachments, &listed), "注册证.pdf");
    // A kind that only later programs know is told by its name.
    assert_eq!(
        said(Field::OrganisationKind, "later"),
        Sentence::new("later", "later")
    );
    assert_eq!(
        said(Field::ProductKind, "later"),
        Sentence::new("later", "later")
    );
    let contested = Contested {
        field: Field::CustodianDuty,
        theirs: " ".into(),
    };
    assert_eq!(contested.said(), Sentence::new("（空）", "(empty)"));
}
