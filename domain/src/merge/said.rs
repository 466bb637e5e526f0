//! What stands at a field, for people.

use super::Contested;
use crate::field::Field;
use crate::product_kind::ProductKind;
use crate::profile::OrganisationKind;
use crate::sentence::Sentence;

impl Contested {
    /// What the record has there, for people.
    #[must_use]
    pub fn said(&self) -> Sentence {
        said(self.field, &self.theirs)
    }
}

/// 字段内容 — what [`Entry::text`](super::Entry::text) gives of `field`, for people.
#[must_use]
pub fn said(field: Field, text: &str) -> Sentence {
    let plain = |text: &str| Sentence::new(text, text);
    match field {
        _ if text.trim().is_empty() => Sentence::new("（空）", "(empty)"),
        Field::ProductKind => {
            let mut kinds = ProductKind::ALL.into_iter();
            let kind = kinds.find(|kind| kind.name() == text);
            kind.map_or_else(|| plain(text), ProductKind::label)
        }
        Field::OrganisationKind => {
            let mut kinds = OrganisationKind::ALL.into_iter();
            let kind = kinds.find(|kind| kind.name() == text);
            kind.map_or_else(|| plain(text), OrganisationKind::label)
        }
        Field::CustodianDuty => Sentence::new("已承诺", "accepted"),
        Field::Attachments => plain(&file_names(text)),
        _ => plain(text),
    }
}

/// The names without the digests, which tell programs that two files of one name differ.
fn file_names(text: &str) -> String {
    let mut names = String::new();
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        let digest = 1 + 64;
        names.push_str(if names.is_empty() { "" } else { "、" });
        names.push_str(
            line.get(..line.len().saturating_sub(digest))
                .unwrap_or(line),
        );
    }
    names
}
