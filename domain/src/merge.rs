//! 三方合并: what two people made of one form, put together field by field. Where both
//! changed a field, and not alike, nobody's word is taken: both values are kept, and a
//! person chooses.

mod said;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::listing::ListingEntry;
use crate::registration::RegistrationEntry;

pub use said::said;

/// 表单原文 — a form as it was typed, field by field. The browser downloads code anew for
/// every type that a function is made for, so most of what is done with one knows no type.
pub trait Entry {
    /// Every field of the form, in its order.
    fn fields(&self) -> &'static [Field];

    /// What stands at `field`, as it is compared: texts as typed, choices by the name
    /// that programs give them, nothing as an empty text.
    fn text(&self, field: Field) -> Cow<'_, str>;

    /// Takes over what `other` has at `field`.
    fn take(&mut self, field: Field, other: &Self)
    where
        Self: Sized;
}

/// 有争议的字段 — a field that two people changed, and not alike. What the one whose
/// command this is wrote there stands in the command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contested {
    /// Which field.
    pub field: Field,
    /// What the record has there now, as [`Entry::text`] gives it.
    pub theirs: String,
}

/// 合并结果 — what becomes of two changes of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge<E> {
    /// Every change of either is in it.
    Merged(E),
    /// Somebody has to choose.
    Conflict {
        /// Both changes together, and mine where the two are at odds.
        mine: E,
        /// Where they are, in the form's order; at least one.
        fields: Vec<Contested>,
    },
}

/// 原本 — what a form said before somebody changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// A listing's.
    Listing(ListingEntry),
    /// A registration's.
    Registration(RegistrationEntry),
}

impl Base {
    /// The listing that it says, if it is one's.
    #[must_use]
    pub fn listing(&self) -> Option<&ListingEntry> {
        match self {
            Self::Listing(entry) => Some(entry),
            Self::Registration(_) => None,
        }
    }

    /// The registration that it says, if it is one's.
    #[must_use]
    pub fn registration(&self) -> Option<&RegistrationEntry> {
        match self {
            Self::Registration(entry) => Some(entry),
            Self::Listing(_) => None,
        }
    }
}

/// Whether the two say the same at `field`: blanks around a text are no difference.
#[must_use]
pub fn alike(one: &dyn Entry, other: &dyn Entry, field: Field) -> bool {
    one.text(field).trim() == other.text(field).trim()
}

/// The fields at which `mine` says something else than `theirs`, with what that is.
#[must_use]
pub fn differences(theirs: &dyn Entry, mine: &dyn Entry) -> Vec<Contested> {
    let fields = mine.fields().iter().copied();
    fields
        .filter(|field| !alike(theirs, mine, *field))
        .map(|field| Contested {
            field,
            theirs: theirs.text(field).into_owned(),
        })
        .collect()
}

/// The same, of those fields only that `mine` changed of what `base` said.
#[must_use]
pub fn changes_missing(base: &dyn Entry, theirs: &dyn Entry, mine: &dyn Entry) -> Vec<Contested> {
    let mut missing = differences(theirs, mine);
    missing.retain(|found| !alike(base, mine, found.field));
    missing
}

/// Of what `mine` changed and `theirs` lacks, what `theirs` changed as well.
#[must_use]
pub fn contested(base: &dyn Entry, theirs: &dyn Entry, missing: &[Contested]) -> Vec<Contested> {
    let both = |found: &&Contested| !alike(base, theirs, found.field);
    missing.iter().filter(both).cloned().collect()
}

/// 三方合并 — puts together what became of `base`: `theirs`, which the record has now,
/// and `mine`. A field that only one of them changed is as that one left it.
#[must_use]
pub fn merge<E: Entry + Clone>(base: &E, theirs: &E, mine: &E) -> Merge<E> {
    let missing = changes_missing(base, theirs, mine);
    let fields = contested(base, theirs, &missing);
    let merged = joined(theirs, mine, &missing);
    match fields.is_empty() {
        true => Merge::Merged(merged),
        false => Merge::Conflict {
            mine: merged,
            fields,
        },
    }
}

/// `theirs`, with what `mine` has at these fields.
#[must_use]
pub fn joined<E: Entry + Clone>(theirs: &E, mine: &E, fields: &[Contested]) -> E {
    let mut entry = theirs.clone();
    for found in fields {
        entry.take(found.field, mine);
    }
    entry
}
