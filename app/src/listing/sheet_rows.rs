//! The fields of a listing, to be read.

use domain::field::Field;
use domain::listing::{ListingDetails, ProductCode};
use domain::product_kind::ProductKind;

use crate::components::{Words, money};

/// The fields of a listing as they were understood, in the form's order.
#[must_use]
pub fn rows_of(details: &ListingDetails) -> Vec<(Field, Words)> {
    let kind = match details.product_code {
        ProductCode::Drug(_) => ProductKind::Drug,
        ProductCode::Consumable(_) => ProductKind::Consumable,
    };
    vec![
        (Field::ProductKind, kind.label().into()),
        (Field::ProductCode, details.product_code.as_str().into()),
        (Field::ProductName, details.product_name.as_str().into()),
        (Field::Certificate, details.certificate.as_str().into()),
        (Field::Manufacturer, details.manufacturer.as_str().into()),
        (Field::Specification, details.specification.as_str().into()),
        (
            Field::UnitOfMeasure,
            details.unit_of_measure.as_str().into(),
        ),
        (Field::Price, money(details.price).into()),
    ]
}
