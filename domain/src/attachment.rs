//! Attachments: scans and photos that an application names by their contents. They
//! travel by themselves, and may arrive after what names them.

use serde::{Deserialize, Serialize};

use crate::product_kind::ProductKind;
use crate::record::Record;
use crate::sentence::Sentence;

/// 附件大小上限 — the most bytes that one file may have.
pub const MAX_FILE_BYTES: u64 = 10 * 1024 * 1024;

/// 材料 — what a file shows, as whoever attached it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// 注册证或备案凭证 — the certificate under which the product is sold.
    Certificate,
    /// 盖章承诺书 — a letter of the unit with its stamp.
    StampedLetter,
    /// 其他材料 — whatever else the centre asked for.
    Other,
}

impl Document {
    /// 可附材料 — what a listing of any kind of product may have attached. Nothing has to
    /// be: the centre returns a listing that lacks something, and says what.
    pub const OF_LISTING: [Self; 3] = [Self::Certificate, Self::StampedLetter, Self::Other];

    /// 名称 — what the document is called for a product of that kind.
    #[must_use]
    pub fn label(self, kind: Option<ProductKind>) -> Sentence {
        match (self, kind) {
            (Self::Certificate, Some(ProductKind::Drug)) => {
                Sentence::new("药品注册证书", "Drug registration certificate")
            }
            (Self::Certificate, Some(ProductKind::Consumable)) => Sentence::new(
                "医疗器械注册证或备案凭证",
                "Device registration certificate or filing",
            ),
            (Self::Certificate, None) => {
                Sentence::new("注册证或备案凭证", "Registration certificate or filing")
            }
            (Self::StampedLetter, _) => Sentence::new("盖章承诺书", "Stamped letter of pledge"),
            (Self::Other, _) => Sentence::new("其他材料", "Other document"),
        }
    }
}

/// 附件到达 — the record once the file of that digest has arrived; none where it does
/// not wait for it.
#[must_use]
pub fn arrived(record: &Record, sha256: &str) -> Option<Record> {
    let Record::Listing(listing) = record else {
        return None;
    };
    let waits = |file: &crate::listing::AttachmentRef| file.sha256.as_str() == sha256;
    if !listing.awaited.iter().any(waits) {
        return None;
    }
    let mut listing = listing.clone();
    listing.awaited.retain(|file| !waits(file));
    Some(Record::Listing(listing))
}

/// 待传附件 — the digests of the files for which the record waits.
pub fn awaited(record: &Record) -> impl Iterator<Item = &str> {
    let awaited = match record {
        Record::Listing(listing) => listing.awaited.as_slice(),
        Record::Registration(_) | Record::Unit(_) => &[],
    };
    awaited.iter().map(|file| file.sha256.as_str())
}

/// 是否引用 — whether the record names a file of that digest, arrived or not.
#[must_use]
pub fn names(record: &Record, sha256: &str) -> bool {
    match record {
        Record::Listing(listing) => listing
            .entry
            .attachments
            .iter()
            .any(|file| file.sha256.as_str() == sha256),
        Record::Registration(_) | Record::Unit(_) => false,
    }
}
