//! The listing form, field by field, to be merged.

use std::borrow::Cow;

use super::ListingEntry;
use crate::field::Field;
use crate::merge::Entry;
use crate::product_kind::ProductKind;

const FIELDS: [Field; 9] = [
    Field::ProductKind,
    Field::ProductCode,
    Field::ProductName,
    Field::Certificate,
    Field::Manufacturer,
    Field::Specification,
    Field::UnitOfMeasure,
    Field::Price,
    Field::Attachments,
];

impl Entry for ListingEntry {
    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn text(&self, field: Field) -> Cow<'_, str> {
        // A field that is new here has to be said below as well.
        let Self {
            product_kind,
            product_code,
            product_name,
            certificate,
            manufacturer,
            specification,
            unit_of_measure,
            price,
            attachments,
        } = self;
        Cow::Borrowed(match field {
            Field::ProductKind => product_kind.map_or("", ProductKind::name),
            Field::ProductCode => product_code,
            Field::ProductName => product_name,
            Field::Certificate => certificate,
            Field::Manufacturer => manufacturer,
            Field::Specification => specification,
            Field::UnitOfMeasure => unit_of_measure,
            Field::Price => price,
            // The files are one field: who adds one beside somebody else chooses the list.
            Field::Attachments => {
                let mut text = String::new();
                for file in attachments {
                    text.push_str(file.name.as_str());
                    text.push(' ');
                    text.push_str(file.sha256.as_str());
                    text.push('\n');
                }
                return Cow::Owned(text);
            }
            _ => "",
        })
    }

    fn take(&mut self, field: Field, other: &Self) {
        let text = match field {
            Field::ProductKind => return self.product_kind = other.product_kind,
            Field::Attachments => return self.attachments.clone_from(&other.attachments),
            Field::ProductCode => &mut self.product_code,
            Field::ProductName => &mut self.product_name,
            Field::Certificate => &mut self.certificate,
            Field::Manufacturer => &mut self.manufacturer,
            Field::Specification => &mut self.specification,
            Field::UnitOfMeasure => &mut self.unit_of_measure,
            Field::Price => &mut self.price,
            _ => return,
        };
        *text = other.text(field).into_owned();
    }
}
