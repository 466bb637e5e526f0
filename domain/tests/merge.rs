//! Putting two people's changes of one form together: what holds whatever they wrote.

#![allow(clippy::expect_used)]
mod words;

use std::collections::BTreeSet;

use domain::field::Field;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::merge::{Base, Contested, Entry, Merge, alike, differences, merge, said};
use domain::product_kind::ProductKind;
use domain::profile::OrganisationKind;
use domain::registration::RegistrationEntry;
use proptest::prelude::*;
use words::word;

fn file(name: &str) -> AttachmentRef {
    let text = format!(
        r#"{{"sha256":"{}","name":"{name}","size":3}}"#,
        "ab".repeat(32)
    );
    serde_json::from_str(&text).expect("a file's name")
}

fn listing() -> impl Strategy<Value = ListingEntry> {
    let kind = prop::option::of(prop::sample::select(ProductKind::ALL.to_vec()));
    let files = prop_oneof![Just(vec![]), Just(vec![file("注册证.pdf")])];
    (kind, prop::array::uniform7(word()), files).prop_map(|(product_kind, texts, attachments)| {
        let [
            product_code,
            product_name,
            certificate,
            manufacturer,
            specification,
            unit_of_measure,
            price,
        ] = texts;
        ListingEntry {
            product_kind,
            product_code,
            product_name,
            certificate,
            manufacturer,
            specification,
            unit_of_measure,
            price,
            attachments,
        }
    })
}

fn registration() -> impl Strategy<Value = RegistrationEntry> {
    let kind = prop::option::of(prop::sample::select(OrganisationKind::ALL.to_vec()));
    (kind, prop::array::uniform7(word()), any::<bool>()).prop_map(
        |(kind, texts, accepts_custody)| {
            let [
                organisation_name,
                credit_code,
                address,
                operator_name,
                operator_phone,
                security_email,
                login_name,
            ] = texts;
            RegistrationEntry {
                kind,
                organisation_name,
                credit_code,
                address,
                operator_name,
                operator_phone,
                security_email,
                login_name,
                accepts_custody,
            }
        },
    )
}

/// A form as a person who changed only these fields left it.
fn changed<E: Entry + Clone>(base: &E, other: &E, fields: &[Field]) -> E {
    let mut entry = base.clone();
    for field in fields {
        entry.take(*field, other);
    }
    entry
}

fn parted<E: Entry + Clone>(result: Merge<E>) -> (E, Vec<Contested>) {
    match result {
        Merge::Merged(entry) => (entry, vec![]),
        Merge::Conflict { mine, fields } => (mine, fields),
    }
}

/// No change of either is lost, and nothing is made up.
fn loses_nothing<E: Entry + Clone>(base: &E, theirs: &E, mine: &E) -> Result<(), TestCaseError> {
    let (merged, fields) = parted(merge(base, theirs, mine));
    let contested: BTreeSet<_> = fields.iter().map(|found| found.field).collect();
    prop_assert_eq!(contested.len(), fields.len(), "each field once");
    for field in base.fields().iter().copied() {
        let changed = |entry| !alike(base, entry, field);
        let both = changed(mine) && changed(theirs) && !alike(mine, theirs, field);
        prop_assert_eq!(contested.contains(&field), both, "{}", field.name());
        let kept = if changed(mine) { mine } else { theirs };
        prop_assert!(alike(&merged, kept, field), "{}", field.name());
    }
    for found in fields {
        prop_assert_eq!(
            found.theirs.as_str(),
            &*theirs.text(found.field),
            "the other value is kept"
        );
    }
    // Once more, on top of itself, nothing changes.
    let (again, _) = parted(merge(base, &merged, mine));
    prop_assert!(differences(&merged, &again).is_empty());
    // Whoever changed nothing takes what there is; nobody else having changed, mine stays.
    prop_assert!(differences(&parted(merge(base, theirs, base)).0, theirs).is_empty());
    prop_assert!(differences(&parted(merge(base, base, mine)).0, mine).is_empty());
    Ok(())
}

/// Changes of different fields come to the same whoever was first.
fn commutes<E: Entry + Clone>(
    base: &E,
    one: &E,
    other: &E,
    cut: usize,
) -> Result<(), TestCaseError> {
    let fields = base.fields();
    let (left, right) = fields.split_at(cut.min(fields.len()));
    let (one, other) = (changed(base, one, left), changed(base, other, right));
    let (first, none) = parted(merge(base, &one, &other));
    prop_assert!(
        none.is_empty(),
        "different fields are no conflict: {none:?}"
    );
    let (second, none) = parted(merge(base, &other, &one));
    prop_assert!(none.is_empty(), "{none:?}");
    prop_assert!(differences(&first, &second).is_empty());
    Ok(())
}

proptest! {
    #[test]
    fn no_changed_field_of_a_listing_is_ever_lost(base in listing(), theirs in listing(), mine in listing()) {
        loses_nothing(&base, &theirs, &mine)?;
    }

    #[test]
    fn no_changed_field_of_a_registration_is_ever_lost(
        base in registration(), theirs in registration(), mine in registration(),
    ) {
        loses_nothing(&base, &theirs, &mine)?;
    }

    #[test]
    fn changes_of_different_fields_come_to_the_same_whoever_was_first(
        base in listing(), one in listing(), other in listing(), cut in 0_usize..10,
    ) {
        commutes(&base, &one, &other, cut)?;
    }

    #[test]
    fn so_do_those_of_a_registration(
        base in registration(), one in registration(), other in registration(), cut in 0_usize..10,
    ) {
        commutes(&base, &one, &other, cut)?;
    }

    #[test]
    fn the_same_change_twice_is_no_conflict(base in listing(), theirs in listing()) {
        prop_assert_eq!(merge(&base, &theirs, &theirs), Merge::Merged(theirs));
    }

    #[test]
    fn a_field_taken_over_is_the_other_forms(mut mine in listing(), theirs in listing()) {
        for field in theirs.fields() {
            mine.take(*field, &theirs);
        }
        prop_assert_eq!(mine, theirs);
    }

    #[test]
    fn so_is_one_of_a_registration(mut mine in registration(), theirs in registration()) {
        for field in theirs.fields() {
            mine.take(*field, &theirs);
        }
        prop_assert_eq!(mine, theirs);
    }

    #[test]
    fn what_a_form_said_before_is_read_as_it_was_written(entry in listing(), other in registration()) {
        for base in [Base::Listing(entry), Base::Registration(other)] {
            let text = domain::json::write(&base);
            let ours = domain::json::read::<Base>(&text);
            prop_assert_eq!(ours.as_ref(), Some(&base));
            prop_assert_eq!(serde_json::from_str::<Base>(&text).ok(), Some(base));
        }
    }
}

#[test]
fn what_stands_at_a_field_is_said_in_words() {
    let mut entry = ListingEntry::default();
    assert_eq!(said(Field::Price, &entry.text(Field::Price)).zh, "（空）");
    entry.product_kind = Some(ProductKind::Drug);
    entry.attachments = vec![file("注册证.pdf"), file("说明书.pdf")];
    entry.price = "12.50".into();
    let say = |field| said(field, &entry.text(field)).zh;
    assert_eq!(say(Field::ProductKind), "药品");
    assert_eq!(say(Field::Attachments), "注册证.pdf、说明书.pdf");
    assert_eq!(say(Field::Price), "12.50");
}
