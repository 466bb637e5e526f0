//! Listings: what is written, the module's switches, and attachments.

use super::support::*;

use domain::change::Change;
use domain::fault::Fault;
use domain::field::Field;
use domain::identifiers::{BoundedText, FenFault};
use domain::listing::{AttachmentRef, ListingEntry, ProductCode, ProductCodeFault};
use domain::product_kind::ProductKind;
use domain::profile::{Module, ModuleState, ModuleSwitch};
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::Sentence;

fn written(change: impl FnOnce(&mut ListingEntry)) -> ListingEntry {
    let mut entry = listing();
    change(&mut entry);
    entry
}

fn switch(product: Option<ProductKind>, state: ModuleState) -> ModuleSwitch {
    ModuleSwitch {
        module: Module::Listing,
        product,
        kind: None,
        state,
        from: None,
        notice: Sentence::new("挂网暂停", "Listing is suspended"),
        instead: None,
    }
}

#[test]
fn a_listing_is_submitted_for_the_units_review() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let found = world.listing(&id);
    assert_eq!((found.unit, &found.entry), (unit(1), &listing()));
    assert_eq!(found.details.price.fen(), 1250);
    assert_eq!(found.review.state, ReviewState::Submitted);
    assert!(found.review.due.is_some() && found.awaited.is_empty());
    assert_eq!(
        found.review.history[0].by.account.as_deref(),
        Some("operator")
    );
}

#[test]
fn every_fault_of_the_form_is_named_at_once_and_in_its_order() {
    let refusal = World::of("hunan").refusal(&operator(), &file(ListingEntry::default()));
    let expected = [
        Field::ProductKind,
        Field::ProductCode,
        Field::ProductName,
        Field::Certificate,
        Field::Manufacturer,
        Field::Specification,
        Field::UnitOfMeasure,
        Field::Price,
    ];
    assert_eq!(fields(&refusal), expected);
    assert!(
        refusal
            .faults()
            .iter()
            .all(|fault| fault.fault == Fault::Missing)
    );
}

#[test]
fn each_field_is_checked_with_the_browser_bypassed() {
    type Change = fn(&mut ListingEntry);
    let table: [(&str, Field, Change); 8] = [
        ("no kind is chosen", Field::ProductKind, |entry| {
            entry.product_kind = None
        }),
        ("the code is cut off", Field::ProductCode, |entry| {
            entry.product_code = "C1501112120000010766".repeat(2);
        }),
        ("the name is too long", Field::ProductName, |entry| {
            entry.product_name = "器".repeat(101);
        }),
        ("the certificate has no year", Field::Certificate, |entry| {
            entry.certificate = "国械注准".into();
        }),
        (
            "the manufacturer has one letter",
            Field::Manufacturer,
            |entry| {
                entry.manufacturer = "某".into();
            },
        ),
        (
            "the specification has two lines",
            Field::Specification,
            |entry| {
                entry.specification = "10 ml\n20 ml".into();
            },
        ),
        (
            "the unit of measure is a sentence",
            Field::UnitOfMeasure,
            |entry| {
                entry.unit_of_measure = "每一个包装里的每一个小包装".into();
            },
        ),
        ("the price is negative", Field::Price, |entry| {
            entry.price = "-1".into()
        }),
    ];
    for (case, field, change) in table {
        let refusal = World::of("hunan").refusal(&operator(), &file(written(change)));
        assert_eq!(fields(&refusal), [field], "{case}");
        let sentence = refusal.sentence();
        assert!(!sentence.zh.is_empty() && !sentence.en.is_empty(), "{case}");
    }
}

#[test]
fn a_price_that_is_no_price_is_refused_with_the_reason() {
    let table = [
        ("12.345", FenFault::TooManyDecimals { found: 3 }),
        ("1e5", FenFault::ForbiddenCharacter { character: 'E' }),
        ("100000000", FenFault::TooLarge),
        ("99999999999999999999999999", FenFault::TooLarge),
        ("12,50", FenFault::MisplacedComma),
        ("12.", FenFault::Incomplete),
    ];
    for (typed, fault) in table {
        let entry = written(|entry| entry.price = typed.into());
        let refusal = World::of("hunan").refusal(&operator(), &file(entry));
        assert_eq!(
            only_fault(&refusal),
            (Field::Price, Fault::Money(fault)),
            "{typed}"
        );
    }
}

#[test]
fn which_code_is_asked_for_follows_from_the_kind_of_product() {
    let mut world = World::of("hunan");
    let drug = written(|entry| entry.product_kind = Some(ProductKind::Drug));
    let refusal = world.refusal(&operator(), &file(drug));
    let (field, fault) = only_fault(&refusal);
    assert_eq!(field, Field::ProductCode);
    assert!(
        matches!(fault, Fault::ProductCode(ProductCodeFault::Drug(_))),
        "{fault:?}"
    );
    let id = world.done(&operator(), &file(listing()));
    assert!(matches!(
        world.listing(&id).details.product_code,
        ProductCode::Consumable(_)
    ));
}

#[test]
fn a_listing_that_is_only_read_takes_no_submission_and_says_where_to_go() {
    let refusal = World::of("hebei").refusal(&operator(), &file(listing()));
    let Rejection::SwitchedOff { notice, instead } = &refusal else {
        panic!("{refusal:?}")
    };
    assert!(notice.zh.contains("原平台"), "{notice:?}");
    assert!(instead.is_some());
}

#[test]
fn a_module_that_is_off_or_only_read_takes_nothing_and_one_that_is_on_does() {
    for (state, taken) in [
        (ModuleState::Off, false),
        (ModuleState::ReadOnly, false),
        (ModuleState::On, true),
    ] {
        let mut world = World::of("hunan");
        world.profile.modules = vec![switch(None, state)];
        assert_eq!(
            world.decide(&operator(), &file(listing())).is_ok(),
            taken,
            "{state:?}"
        );
    }
}

#[test]
fn a_switch_for_drugs_leaves_consumables_alone() {
    let mut world = World::of("hunan");
    world.profile.modules = vec![switch(Some(ProductKind::Drug), ModuleState::Off)];
    assert!(world.decide(&operator(), &file(listing())).is_ok());
    let drug = written(|entry| entry.product_kind = Some(ProductKind::Drug));
    let refusal = world.refusal(&operator(), &file(drug));
    assert!(
        matches!(refusal, Rejection::SwitchedOff { .. }),
        "{refusal:?}"
    );
}

#[test]
fn what_was_filed_before_the_module_closed_is_still_decided() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.profile.modules = vec![switch(None, ModuleState::ReadOnly)];
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
    assert_eq!(world.listing(&id).review.state, ReviewState::Approved);
}

#[test]
fn a_returned_listing_is_corrected_at_the_field_and_submitted_again() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(
        &reviewer(),
        &review(id, return_with(Some(Field::Price), "高于全国最低价")),
    );
    let corrected = written(|entry| entry.price = "11.80".into());
    world.done(&operator(), &file_again(id, corrected));
    let found = world.listing(&id);
    assert_eq!(found.details.price.fen(), 1180);
    assert_eq!(
        (found.review.state, found.review.history.len()),
        (ReviewState::Submitted, 4)
    );
    assert_eq!(world.records[&id].version, 4);
}

#[test]
fn a_colleague_of_the_unit_goes_on_with_a_listing() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let colleague = member("admin", Some(unit(1)), domain::actor::Role::UnitAdmin);
    world.done(&colleague, &review(id, ReviewAct::Withdraw));
    world.done(&colleague, &file_again(id, listing()));
    assert_eq!(world.listing(&id).unit, unit(1));
}

#[test]
fn a_listing_whose_files_have_not_come_is_reviewed_but_not_approved() {
    let mut world = World::of("hunan");
    let attachment = AttachmentRef {
        sha256: BoundedText::parse(&"0a".repeat(32)).unwrap(),
        name: BoundedText::parse("注册证.pdf").unwrap(),
        size: 120_000,
        document: None,
    };
    let entry = written(|entry| entry.attachments = vec![attachment.clone()]);
    let id = world.done(&operator(), &file(entry));
    assert_eq!(world.listing(&id).awaited, [attachment]);
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let refusal = world.refusal(&reviewer(), &review(id, ReviewAct::Approve));
    assert_eq!(refusal, Rejection::AwaitingAttachment);
    // It may be sent back meanwhile: what is missing may be the reason.
    world.done(
        &reviewer(),
        &review(id, return_with(Some(Field::Attachments), "请上传")),
    );
    // Without the file there is nothing to wait for.
    world.done(&operator(), &file_again(id, listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
}

#[test]
fn a_listing_changes_nothing_but_itself() {
    let mut world = World::of("hunan");
    let changes = world.act(&operator(), &file(listing())).unwrap();
    assert!(matches!(changes.as_slice(), [Change::Put { id, .. }] if *id == record(1)));
}

#[test]
fn a_price_of_nothing_is_refused_at_the_price() {
    let entry = written(|entry| entry.price = "0.00".into());
    let faults = entry.read().unwrap_err();
    let found: Vec<_> = faults.iter().map(|it| (it.field, &it.fault)).collect();
    assert_eq!(found, [(Field::Price, &Fault::NotPositive)]);
}

#[test]
fn a_listing_names_no_more_files_than_a_reviewer_can_look_at() {
    let file = || AttachmentRef {
        sha256: BoundedText::parse("ab").unwrap(),
        name: BoundedText::parse("a.pdf").unwrap(),
        size: 1,
        document: None,
    };
    let with =
        |count: usize| written(|entry| entry.attachments = (0..count).map(|_| file()).collect());
    assert!(with(50).read().is_ok());
    let faults = with(51).read().unwrap_err();
    assert_eq!(faults[0].fault, Fault::TooMany { most: 50 });
}
