//! The draft of a listing: what was typed, and where the person was.

use domain::fault::FieldFault;
use domain::field::Field;
use domain::json::{FromJson, Value, member};
use domain::listing::ListingEntry;
use serde::Serialize;

use super::ground::Ground;

/// 草稿 — a listing as it is being written on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListingDraft {
    /// As typed.
    pub entry: ListingEntry,
    /// The field in which the person was typing.
    pub field: Option<Field>,
    /// The listing on which it was begun, where there is one.
    pub ground: Ground,
    /// What the platform found wrong, where it sent this back as not accepted.
    pub faults: Vec<FieldFault>,
}

impl FromJson for ListingDraft {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            entry: FromJson::from_json(member(value, "entry"))?,
            field: FromJson::from_json(member(value, "field"))?,
            // An earlier release kept the version beside the rest.
            ground: match member(value, "ground") {
                Value::Null => Ground {
                    version: FromJson::from_json(member(value, "version"))?,
                    base: None,
                },
                ground => FromJson::from_json(ground)?,
            },
            faults: FromJson::from_json(member(value, "faults"))?,
        })
    }
}

impl ListingDraft {
    /// A draft of what was written elsewhere.
    #[must_use]
    pub fn of(entry: ListingEntry, faults: Vec<FieldFault>) -> Self {
        Self {
            entry,
            faults,
            ..Self::default()
        }
    }

    /// Reads what was kept; a text of another shape is no draft.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        domain::json::read(text)
    }

    /// What to keep: nothing where nothing was written.
    #[must_use]
    pub fn text(&self) -> String {
        if self.entry == ListingEntry::default() {
            return String::new();
        }
        domain::json::write(self)
    }
}

/// The fields of the form that are typed, in its order.
pub const TYPED: [Field; 7] = [
    Field::ProductCode,
    Field::ProductName,
    Field::Certificate,
    Field::Manufacturer,
    Field::Specification,
    Field::UnitOfMeasure,
    Field::Price,
];

/// What is written at `field`.
#[must_use]
pub fn typed(entry: &ListingEntry, field: Field) -> &str {
    match field {
        Field::ProductCode => &entry.product_code,
        Field::ProductName => &entry.product_name,
        Field::Certificate => &entry.certificate,
        Field::Manufacturer => &entry.manufacturer,
        Field::Specification => &entry.specification,
        Field::UnitOfMeasure => &entry.unit_of_measure,
        Field::Price => &entry.price,
        _ => "",
    }
}

/// Writes `text` at `field`.
pub fn write(entry: &mut ListingEntry, field: Field, text: String) {
    let place = match field {
        Field::ProductCode => &mut entry.product_code,
        Field::ProductName => &mut entry.product_name,
        Field::Certificate => &mut entry.certificate,
        Field::Manufacturer => &mut entry.manufacturer,
        Field::Specification => &mut entry.specification,
        Field::UnitOfMeasure => &mut entry.unit_of_measure,
        Field::Price => &mut entry.price,
        _ => return,
    };
    *place = text;
}

/// What the next product of the same certificate begins with: only code,
/// specification and price are asked again.
#[must_use]
pub fn next_of(entry: &ListingEntry) -> ListingEntry {
    ListingEntry {
        product_code: String::new(),
        specification: String::new(),
        price: String::new(),
        attachments: vec![],
        ..entry.clone()
    }
}

/// The faults that still stand: those at fields which are as they were found.
#[must_use]
pub fn standing(faults: &[FieldFault], then: &ListingEntry, now: &ListingEntry) -> Vec<FieldFault> {
    let untouched =
        |field| typed(then, field) == typed(now, field) && then.product_kind == now.product_kind;
    faults
        .iter()
        .filter(|fault| untouched(fault.field))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fault::Fault;
    use domain::product_kind::ProductKind;

    fn full() -> ListingEntry {
        let mut entry = ListingEntry {
            product_kind: Some(ProductKind::Consumable),
            ..Default::default()
        };
        for (number, field) in TYPED.into_iter().enumerate() {
            write(&mut entry, field, number.to_string());
        }
        entry
    }

    #[test]
    fn a_draft_is_read_as_it_was_kept_with_the_field_that_was_open() {
        let draft = ListingDraft {
            entry: full(),
            field: Some(Field::Price),
            ground: Ground {
                version: Some(3),
                base: Some(ListingEntry::default()),
            },
            faults: vec![],
        };
        assert_eq!(ListingDraft::read(&draft.text()), Some(draft));
    }

    #[test]
    fn a_draft_that_an_earlier_release_kept_is_read() {
        let old = r#"{"entry":{"price":"9.60"},"field":"price","version":3,"faults":[]}"#;
        let draft = ListingDraft::read(old).unwrap();
        assert_eq!(
            (draft.entry.price.as_str(), draft.ground.version),
            ("9.60", Some(3))
        );
    }

    #[test]
    fn a_form_in_which_nothing_was_written_leaves_no_draft() {
        let draft = ListingDraft {
            field: Some(Field::Price),
            ..Default::default()
        };
        assert_eq!(draft.text(), "");
    }

    #[test]
    fn every_typed_field_is_written_where_it_is_read() {
        let entry = full();
        for (number, field) in TYPED.into_iter().enumerate() {
            assert_eq!(typed(&entry, field), number.to_string(), "{}", field.name());
        }
    }

    #[test]
    fn the_next_product_keeps_its_maker_and_certificate_and_asks_code_and_price_again() {
        let next = next_of(&full());
        assert_eq!(
            (next.manufacturer.as_str(), next.certificate.as_str()),
            ("3", "2")
        );
        assert_eq!((next.product_code.as_str(), next.price.as_str()), ("", ""));
        assert_eq!(next.product_kind, Some(ProductKind::Consumable));
    }

    #[test]
    fn a_fault_stands_until_its_field_is_changed() {
        let faults = [Field::Price, Field::ProductName].map(|field| FieldFault {
            field,
            fault: Fault::Missing,
        });
        let mut now = full();
        assert_eq!(standing(&faults, &full(), &now).len(), 2);
        write(&mut now, Field::Price, "9".into());
        assert_eq!(standing(&faults, &full(), &now), faults[1..]);
    }
}
