//! What the browser's reader makes of single values, and its writer of kinds that this
//! program's own types seldom have: held against serde_json.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use domain::json::{FromJson, Value, items, member, read, text, variant, write};
use serde::{Serialize, Serializer};
use serde_json::json;

#[test]
fn every_character_is_escaped_as_serde_json_does_and_read_back() {
    let all = (0..0x100).chain([0x2028, 0xFEFF, 0xFFFF, 0x1_0000, 0x10_FFFF]);
    for character in all.filter_map(char::from_u32) {
        for text in [character.to_string(), format!("药{character}{character}1")] {
            let theirs = serde_json::to_string(&text).unwrap();
            assert_eq!(write(&text), theirs);
            assert_eq!(read::<String>(&theirs), Some(text));
        }
    }
    let escaped = r#""\/\b\f\n\r\t\"\\\u0041\u836F\ud83d\uDE00""#;
    let theirs: String = serde_json::from_str(escaped).unwrap();
    assert_eq!(read::<String>(escaped), Some(theirs));
}

#[test]
fn numbers_are_read_up_to_the_ends_of_their_kinds_and_no_further() {
    fn ends<T: FromJson + PartialEq + Debug>(taken: &[(&str, T)], refused: &[&str]) {
        for (text, number) in taken {
            assert_eq!(read::<T>(text).as_ref(), Some(number), "{text}");
        }
        for text in refused {
            assert_eq!(read::<T>(text), None, "{text}");
        }
    }
    ends(
        &[("0", 0), ("255", u8::MAX)],
        &["256", "-1", "1.5", "\"7\"", "null", "true"],
    );
    ends(&[("65535", u16::MAX)], &["65536"]);
    ends(&[("4294967295", u32::MAX)], &["4294967296"]);
    ends(
        &[("18446744073709551615", u64::MAX)],
        &["18446744073709551616", "-1", "[1]"],
    );
    let (least, most) = ("-9223372036854775808", "9223372036854775807");
    ends(
        &[(least, i64::MIN), (most, i64::MAX)],
        &["9223372036854775808", "1e3", "null"],
    );
}

#[test]
fn what_is_missing_reads_as_empty_and_nothing_else_as_nothing() {
    assert_eq!(read::<String>("null"), Some(String::new()));
    assert_eq!(
        (read::<bool>("null"), read::<bool>("true")),
        (Some(false), Some(true))
    );
    assert_eq!(
        (read::<bool>("false"), read::<bool>("1")),
        (Some(false), Some(false))
    );
    assert_eq!(read::<Vec<u8>>("null"), Some(vec![]));
    assert_eq!(read::<Vec<u8>>("[1,2]"), Some(vec![1, 2]));
    assert_eq!(read::<Vec<u8>>("[1,null]"), None);
    assert_eq!(
        (read::<Option<u8>>("null"), read::<Option<u8>>("7")),
        (Some(None), Some(Some(7)))
    );
    assert_eq!(read::<Option<u8>>("\"7\""), None);
    assert_eq!(
        (read::<()>("null"), read::<()>("{}"), read::<()>("0")),
        (Some(()), None, None)
    );
    assert_eq!(read::<String>("\"a"), None);
}

#[test]
fn of_an_object_the_last_member_of_a_name_counts_and_its_own_text_is_kept() {
    let whole = r#" { "a" : 1, "b": [true, {}], "a":2 } "#;
    let value = Value::parse(whole).unwrap();
    assert_eq!(member(&value, "a"), &Value::Number("2"));
    assert_eq!(items(member(&value, "b")).len(), 2);
    assert_eq!(member(&value, "c"), &Value::Null);
    assert_eq!(member(member(&value, "a"), "a"), &Value::Null);
    assert!(matches!(value, Value::Object(text, _) if text == whole.trim()));
    assert!(items(&Value::Null).is_empty() && text(&Value::Null).is_empty());
}

#[test]
fn a_variant_is_a_name_or_an_object_of_one_member() {
    let of = |text: &str| {
        let value = Value::parse(text)?;
        variant(&value).map(|(name, args)| (name.to_owned(), *args == Value::Null))
    };
    assert_eq!(of(r#""claim""#), Some(("claim".into(), true)));
    assert_eq!(of(r#"{"return":{}}"#), Some(("return".into(), false)));
    for none in ["{}", "[]", "null", "1"] {
        assert_eq!(of(none), None, "{none}");
    }
}

#[derive(Serialize)]
struct Nothing;
#[derive(Serialize)]
struct Alone(u8);
#[derive(Serialize)]
struct Pair(f32, Option<Nothing>);

struct Bytes;
impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&[0, 7, 255])
    }
}

#[test]
fn kinds_that_are_seldom_written_are_written_as_serde_json_does() {
    fn alike(value: &impl Serialize) {
        assert_eq!(write(value), serde_json::to_string(value).unwrap());
    }
    alike(&(
        Nothing,
        Alone(7),
        Pair(0.25, Some(Nothing)),
        Pair(-1.5, None),
        Bytes,
        'é',
    ));
    alike(&[1.5, f64::NAN, f64::INFINITY, -0.125]);
    alike(&(i16::MIN, i32::MIN, i64::MIN, u16::MAX, -1_i8, 0, [(); 0]));
    alike(&(true, false, json!({ "a": [], "b": {}, "": null })));
}
