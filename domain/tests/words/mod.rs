//! What people write into a field, for properties of putting forms together.

use proptest::prelude::*;

/// Few texts, so that people often write the same by chance, and blanks around it.
pub fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(""),
        Just("甲"),
        Just(" 甲 "),
        Just("乙"),
        Just("12.50")
    ]
    .prop_map(Into::into)
}
