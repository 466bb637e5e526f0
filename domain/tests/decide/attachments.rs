//! Attachments: what waits for which, and what a document is called.

use super::support::*;

use domain::attachment::{self, Document};
use domain::identifiers::BoundedText;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::product_kind::ProductKind;
use domain::record::Record;

#[test]
fn a_file_that_arrives_is_no_longer_waited_for_and_the_others_are() {
    let mut world = World::of("hunan");
    let named = |digest: &str| AttachmentRef {
        sha256: BoundedText::parse(&digest.repeat(32)).unwrap(),
        name: BoundedText::parse("注册证.jpg").unwrap(),
        size: 120_000,
        document: Some(Document::Certificate),
    };
    let (one, two) = (named("0a"), named("0b"));
    let both = ListingEntry {
        attachments: vec![one.clone(), two.clone(), one.clone()],
        ..listing()
    };
    let id = world.done(&operator(), &file(both.clone()));
    let record = &world.records[&id].record;
    let after = attachment::arrived(record, one.sha256.as_str()).unwrap();
    let awaited: Vec<_> = attachment::awaited(&after).collect();
    assert_eq!(awaited, [two.sha256.as_str()]);
    assert!(attachment::names(&after, one.sha256.as_str()));
    assert_eq!(attachment::arrived(&after, one.sha256.as_str()), None);
    let last = attachment::arrived(&after, two.sha256.as_str()).unwrap();
    assert_eq!(attachment::awaited(&last).count(), 0);
    // What was written stays as it was written.
    assert!(matches!(last, Record::Listing(listing) if listing.entry == both));
}

#[test]
fn a_document_is_called_what_it_is_for_each_kind_of_product() {
    for kind in [None, Some(ProductKind::Drug), Some(ProductKind::Consumable)] {
        let labels = Document::OF_LISTING.map(|document| document.label(kind));
        for (place, label) in labels.iter().enumerate() {
            assert!(!label.zh.is_empty() && !label.en.is_empty());
            assert!(!labels[..place].contains(label), "{label:?} twice");
        }
    }
    let certificate = |kind| Document::Certificate.label(Some(kind)).zh;
    assert_ne!(
        certificate(ProductKind::Drug),
        certificate(ProductKind::Consumable)
    );
}

#[test]
fn a_listing_that_names_no_document_is_written_as_before() {
    let bare = AttachmentRef {
        sha256: BoundedText::parse("ab").unwrap(),
        name: BoundedText::parse("a.pdf").unwrap(),
        size: 1,
        document: None,
    };
    let said = AttachmentRef {
        document: Some(Document::StampedLetter),
        ..bare.clone()
    };
    let old = r#"{"sha256":"ab","name":"a.pdf","size":1}"#;
    assert_eq!(serde_json::to_string(&bare).unwrap(), old);
    for file in [bare, said] {
        let text = serde_json::to_string(&file).unwrap();
        assert_eq!(domain::json::read::<AttachmentRef>(&text), Some(file));
    }
}
