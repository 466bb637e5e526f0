//! 读 JSON: reads this program's own types from JSON with very little code.
//!
//! The browser downloads its decoder before anybody can do anything, over a
//! slow link, and serde's derived decoders were two fifths of that download
//! (`docs/decisions/0002-reading-json-in-the-browser.md`). They stay on the
//! server, where input is hostile; here everything was written by our own
//! server or by this program. What is missing reads as empty, what is unknown is
//! passed over. A test holds the two decoders against each other.

mod profile;
mod protocol;
mod raw;
mod records;
mod value;
mod write;

pub use raw::Raw;
pub use value::Value;
pub use write::write;

use crate::map::{SortedMap, SortedSet};

/// A type that can be read from JSON.
pub trait FromJson: Sized {
    /// The value, or none where it is not one of these.
    fn from_json(value: &Value) -> Option<Self>;
}

/// Reads a JSON text.
#[must_use]
pub fn read<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(&Value::parse(text)?)
}

/// A field of an object.
#[must_use]
#[inline(never)]
pub fn member<'v, 'a>(value: &'v Value<'a>, name: &str) -> &'v Value<'a> {
    let Value::Object(_, members) = value else {
        return &Value::Null;
    };
    // Of two the last one counts, as in serde_json.
    let found = members.iter().rev().find(|(known, _)| known == name);
    found.map_or(&Value::Null, |(_, value)| value)
}

/// A variant as serde writes it: its name, or an object with one entry.
#[must_use]
#[inline(never)]
pub fn variant<'v, 'a>(value: &'v Value<'a>) -> Option<(&'v str, &'v Value<'a>)> {
    match value {
        Value::String(name) => Some((name, &Value::Null)),
        Value::Object(_, members) => members.first().map(|(name, value)| (&**name, value)),
        _ => None,
    }
}

/// The items of an array; none of what is missing.
#[must_use]
#[inline(never)]
pub fn items<'v, 'a>(value: &'v Value<'a>) -> &'v [Value<'a>] {
    match value {
        Value::Array(items) => items,
        _ => &[],
    }
}

/// The text of a string; empty where it is missing.
#[must_use]
#[inline(never)]
pub fn text<'v>(value: &'v Value<'_>) -> &'v str {
    match value {
        Value::String(text) => text,
        _ => "",
    }
}

#[inline(never)]
fn number<'a>(value: &Value<'a>) -> Option<&'a str> {
    match value {
        Value::Number(digits) => Some(digits),
        _ => None,
    }
}

/// Reads a struct member by member.
#[macro_export]
macro_rules! from_json_struct {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::json::FromJson for $name {
            #[inline(never)]
            fn from_json(value: &$crate::json::Value) -> Option<Self> {
                Some(Self {
                    $($field: $crate::json::FromJson::from_json(
                        $crate::json::member(value, stringify!($field)))?,)*
                })
            }
        }
    };
}

/// Reads an enum of names without more.
#[macro_export]
macro_rules! from_json_names {
    ($name:ty { $($text:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::FromJson for $name {
            #[inline(never)]
            fn from_json(value: &$crate::json::Value) -> Option<Self> {
                match $crate::json::text(value) {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

/// Reads what is written as text and has a parser.
#[macro_export]
macro_rules! from_json_text {
    ($($name:ty),* $(,)?) => {
        $(impl $crate::json::FromJson for $name {
            #[inline(never)]
            fn from_json(value: &$crate::json::Value) -> Option<Self> {
                $crate::json::text(value).parse().ok()
            }
        })*
    };
}

/// An answer that says nothing.
impl FromJson for () {
    fn from_json(value: &Value) -> Option<Self> {
        matches!(value, Value::Null).then_some(())
    }
}

impl FromJson for String {
    fn from_json(value: &Value) -> Option<Self> {
        Some(text(value).to_owned())
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Option<Self> {
        Some(matches!(value, Value::Bool(true)))
    }
}

impl FromJson for u64 {
    #[inline(never)]
    fn from_json(value: &Value) -> Option<Self> {
        number(value)?.parse().ok()
    }
}

impl FromJson for i64 {
    #[inline(never)]
    fn from_json(value: &Value) -> Option<Self> {
        number(value)?.parse().ok()
    }
}

macro_rules! from_json_smaller {
    ($($name:ty),*) => {
        $(impl FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                u64::from_json(value)?.try_into().ok()
            }
        })*
    };
}

from_json_smaller!(u8, u16, u32);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Option<Self> {
        if matches!(value, Value::Null) {
            Some(None)
        } else {
            T::from_json(value).map(Some)
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Option<Self> {
        items(value).iter().map(T::from_json).collect()
    }
}

impl<T: FromJson + Ord> FromJson for SortedSet<T> {
    fn from_json(value: &Value) -> Option<Self> {
        items(value).iter().map(T::from_json).collect()
    }
}

impl<K: core::str::FromStr + Ord, T: FromJson> FromJson for SortedMap<K, T> {
    fn from_json(value: &Value) -> Option<Self> {
        let Value::Object(_, members) = value else {
            return Some(Self::new());
        };
        members
            .iter()
            .map(|(key, value)| Some((key.parse().ok()?, T::from_json(value)?)))
            .collect()
    }
}
