//! Changes of bytes that were right: put in, cut out, repeated, torn.

use proptest::collection::vec;
use proptest::prelude::*;

/// One change of a text of bytes; places are fractions of its length.
#[derive(Clone, Debug)]
pub enum Edit {
    Put(f64, Vec<u8>),
    Cut(f64, f64),
    Repeat(f64, f64),
    Swap(f64, u8),
}

/// Any change.
pub fn edit() -> impl Strategy<Value = Edit> {
    let place = 0.0..1.0;
    // What means something to one of the readers, beside bytes that mean nothing.
    let words = prop_oneof![
        vec(any::<u8>(), 0..8),
        proptest::sample::select(vec![
            "\"",
            "\\u0000",
            "{",
            "[",
            "}",
            "]",
            ",",
            ":",
            "null",
            "-1",
            "1e400",
            "18446744073709551616",
            "0.1",
            "\u{e000}",
            "\u{e0ff}",
            "\\ud800",
            "\"commands\":",
            "\"packed\":",
            "\0",
            "\r\n",
            "=",
            ";",
            "%",
        ])
        .prop_map(|word| word.as_bytes().to_vec()),
    ];
    prop_oneof![
        (place.clone(), words).prop_map(|(at, bytes)| Edit::Put(at, bytes)),
        (place.clone(), 0.0..0.2).prop_map(|(at, length)| Edit::Cut(at, length)),
        (place.clone(), 0.0..0.2).prop_map(|(at, length)| Edit::Repeat(at, length)),
        (place, any::<u8>()).prop_map(|(at, byte)| Edit::Swap(at, byte)),
    ]
}

/// What becomes of them.
pub fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for edit in edits {
        let at = |place: f64| (place * bytes.len() as f64) as usize;
        match edit {
            Edit::Put(place, put) => {
                let place = at(*place);
                bytes.splice(place..place, put.iter().copied());
            }
            Edit::Cut(place, length) => {
                let from = at(*place);
                let to = (from + at(*length)).min(bytes.len());
                bytes.drain(from..to);
            }
            Edit::Repeat(place, length) => {
                let from = at(*place);
                let to = (from + at(*length)).min(bytes.len());
                let again = bytes[from..to].to_vec();
                bytes.splice(to..to, again);
            }
            Edit::Swap(place, byte) => {
                let place = at(*place);
                if let Some(found) = bytes.get_mut(place) {
                    *found = *byte;
                }
            }
        }
    }
    bytes
}
