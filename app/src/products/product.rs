//! A row of the list as a product: what the form of a new listing begins with.

use domain::identifiers::{ConsumableCode, NhsaDrugCode};
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;

use super::segment::FIELDS;
use crate::listing::{TYPED, write};

/// What the form begins with: the row as it is, and the kind of product where
/// the code tells it.
#[must_use]
pub fn entry(row: [&str; FIELDS]) -> ListingEntry {
    let mut entry = ListingEntry {
        product_kind: kind(row[0]),
        ..ListingEntry::default()
    };
    for (field, text) in TYPED.into_iter().zip(row) {
        write(&mut entry, field, text.to_owned());
    }
    entry
}

fn kind(code: &str) -> Option<ProductKind> {
    if ConsumableCode::parse(code).is_ok() {
        Some(ProductKind::Consumable)
    } else {
        NhsaDrugCode::parse(code).ok().map(|_| ProductKind::Drug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::field::Field;

    #[test]
    fn a_row_fills_the_form_and_its_code_tells_the_kind() {
        let row = [
            "C0344051070500007551",
            "留置针",
            "国械注准20163130000",
            "湖南某某医疗器械有限公司",
            "24G",
            "支",
            "12.80",
        ];
        let entry = entry(row);
        assert_eq!(entry.product_kind, Some(ProductKind::Consumable));
        assert_eq!(
            (entry.product_code.as_str(), entry.price.as_str()),
            (row[0], row[6])
        );
        assert!(entry.read().is_ok(), "{:?}", entry.read());
    }

    #[test]
    fn a_code_that_is_neither_leaves_the_kind_to_be_chosen() {
        assert_eq!(
            entry(["自编001", "留置针", "", "", "", "", ""]).product_kind,
            None
        );
        let drug = entry(["XA01ABD075A002010100483", "甲硝唑", "", "", "", "", ""]);
        let faults = drug.read().expect_err("most is missing");
        let code = faults.iter().any(|fault| fault.field == Field::ProductCode);
        assert_eq!((drug.product_kind, code), (Some(ProductKind::Drug), false));
    }
}
