//! The browser's own parser and writer against serde_json's, on texts and values
//! of every shape.

use domain::json::{Raw, Value, write};
use proptest::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether both see the same in a text.
fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(ours), serde_json::Value::Bool(theirs)) => ours == theirs,
        (Value::Number(ours), serde_json::Value::Number(theirs)) => {
            // serde_json rounds fractions, of which this program has none, a little.
            *ours == theirs.to_string()
                || ours
                    .parse::<f64>()
                    .ok()
                    .zip(theirs.as_f64())
                    .is_some_and(|(a, b)| (a - b).abs() <= b.abs() * 1e-12)
        }
        (Value::String(ours), serde_json::Value::String(theirs)) => ours == theirs,
        (Value::Array(ours), serde_json::Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Value::Object(_, ours), serde_json::Value::Object(theirs)) => theirs
            .iter()
            .all(|(name, theirs)| ours.iter().any(|(n, ours)| n == name && same(ours, theirs))),
        _ => false,
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

#[derive(Debug, Serialize)]
struct Everything {
    text: String,
    signed: i64,
    small: i8,
    whole: u64,
    fraction: f64,
    letter: char,
    nothing: Option<u8>,
    something: Option<bool>,
    unit: (),
    pair: (u8, String),
    several: Vec<Shape>,
    by_name: BTreeMap<String, u32>,
    by_number: BTreeMap<u16, i32>,
    raw: Raw,
}

#[derive(Clone, Debug, Serialize)]
enum Shape {
    Point,
    Round(u32),
    Wide(u8, String),
    Long { length: i64, name: String },
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Point),
        any::<u32>().prop_map(Shape::Round),
        (any::<u8>(), any::<String>()).prop_map(|(number, text)| Shape::Wide(number, text)),
        (any::<i64>(), any::<String>()).prop_map(|(length, name)| Shape::Long { length, name }),
    ]
}

fn everything() -> impl Strategy<Value = Everything> {
    let plain = (any::<String>(), any::<i64>(), any::<i8>(), any::<u64>());
    let more = (any::<char>(), any::<Option<u8>>(), any::<Option<bool>>());
    let maps = (
        any::<BTreeMap<String, u32>>(),
        any::<BTreeMap<u16, i32>>(),
        any_json(),
    );
    (
        plain,
        more,
        (any::<u8>(), any::<String>()),
        prop::collection::vec(shape(), 0..5),
        maps,
    )
        .prop_map(|(plain, more, pair, several, maps)| Everything {
            text: plain.0,
            signed: plain.1,
            small: plain.2,
            whole: plain.3,
            fraction: 0.5,
            letter: more.0,
            nothing: more.1,
            something: more.2,
            unit: (),
            pair,
            several,
            by_name: maps.0,
            by_number: maps.1,
            raw: Raw::new(maps.2.to_string()),
        })
}

proptest! {
    #[test]
    fn what_serde_writes_is_read_as_serde_reads_it(json in any_json()) {
        for text in [json.to_string(), serde_json::to_string_pretty(&json).unwrap_or_default()] {
            let ours = Value::parse(&text);
            prop_assert!(ours.is_some_and(|ours| same(&ours, &json)), "{}", text);
        }
    }

    #[test]
    fn escapes_of_every_kind_are_resolved(text in any::<String>()) {
        let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let written = format!("\"{units}\"");
        prop_assert_eq!(Value::parse(&written), Some(Value::String(text.into())));
    }

    #[test]
    fn no_text_whatever_makes_it_stumble(text in any::<String>(), at in any::<prop::sample::Index>(), json in any_json()) {
        let _ = Value::parse(&text);
        let whole = json.to_string();
        let cut: String = whole.chars().take(at.index(whole.chars().count() + 1)).collect();
        let ours = Value::parse(&cut);
        let theirs = serde_json::from_str::<serde_json::Value>(&cut);
        if let Ok(theirs) = theirs {
            prop_assert!(ours.is_some_and(|ours| same(&ours, &theirs)), "{}", cut);
        }
    }

    #[test]
    fn values_of_every_shape_are_written_as_serde_writes_them(value in everything()) {
        prop_assert_eq!(Some(write(&value)), serde_json::to_string(&value).ok());
    }

    #[test]
    fn raw_json_is_passed_on_byte_for_byte(json in any_json()) {
        let text = serde_json::to_string_pretty(&json).unwrap_or_default();
        let raw: Raw = serde_json::from_str(&text).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(serde_json::to_string(&raw).ok(), Some(text.clone()));
        prop_assert_eq!(write(&raw), text);
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "\"",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "[1 2]",
        "nul",
        "truex",
        "1 2",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\n\"",
        "]",
        ",",
        "-",
        "+1",
        "{\"a\":1}}",
    ] {
        assert_eq!(Value::parse(text), None, "{text}");
    }
    assert_eq!(Value::parse(&"[".repeat(100_000)), None);
}
