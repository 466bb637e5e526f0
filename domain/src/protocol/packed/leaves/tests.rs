//! How a command is taken apart: what is skeleton, what is leaf, and what a pattern holds.

use super::*;

/// The skeleton, with `_` for a leaf, and the leaves: their texts, `#` and a length for
/// a run of digits.
fn parts(text: &str) -> (String, Vec<String>) {
    let parts = split(text).unwrap();
    let leaf = |leaf: &Leaf| {
        let mut shown = String::new();
        for character in leaf.pattern.chars() {
            match length_of(character) {
                Some(length) => shown.push_str(&format!("#{length}")),
                None => shown.push(character),
            }
        }
        shown
    };
    let skeleton = parts.skeleton.replace(LEAF, "_");
    (skeleton, parts.leaves.iter().map(leaf).collect())
}

#[test]
fn texts_and_numbers_are_leaves_and_what_stands_around_them_is_skeleton() {
    for (text, skeleton, leaves) in [
        ("{}", "{}", &[][..]),
        ("null", "null", &[]),
        ("12", "_", &["#2"]),
        ("-1.50e7", "-_._e_", &["#1", "#2", "#1"]),
        (
            r#"{"a":"","b":12}"#,
            r#"{"_":"_","_":_}"#,
            &["a", "", "b", "#2"],
        ),
        (r#""C01药7""#, r#""_""#, &["C#2药#1"]),
        // A quotation mark behind a backslash ends no text, one behind two does.
        (r#"["a\"b\\","c"]"#, r#"["_","_"]"#, &[r#"a\"b\\"#, "c"]),
        (r#"["\\",1]"#, r#"["_",_]"#, &[r"\\", "#1"]),
    ] {
        assert_eq!(
            parts(text),
            (
                skeleton.into(),
                leaves.iter().map(|leaf| (*leaf).into()).collect()
            ),
            "{text}"
        );
    }
}

#[test]
fn a_run_of_digits_is_one_character_up_to_255_of_them() {
    for (digits, pattern) in [
        (1, "#1"),
        (254, "#254"),
        (255, "#255"),
        (256, "#255#1"),
        (510, "#255#255"),
        (511, "#255#255#1"),
    ] {
        let text = format!("\"{}\"", "7".repeat(digits));
        assert_eq!(parts(&text).1, [pattern]);
        let leaf = split(&text).unwrap().leaves.remove(0);
        assert_eq!(
            (leaf.digits.len(), digits_in(&leaf.pattern)),
            (digits, digits)
        );
        let joined = join("\"\u{E000}\"", || Some((&leaf.pattern, &leaf.digits)));
        assert_eq!(joined, Some(text));
    }
}

#[test]
fn what_stands_for_something_else_is_not_counted_among_the_bytes() {
    let pattern = "a药\u{E000}\u{E001}\u{E0FF}\u{E100}";
    assert_eq!(bytes_in(pattern), 1 + 3 + 3);
    assert_eq!(digits_in(pattern), 1 + 255);
    assert_eq!(leaves_in(pattern), 1);
    assert_eq!(leaves_in("{\u{E000}:\u{E000}}"), 2);
}

#[test]
fn every_character_that_stands_for_something_keeps_a_text_from_being_packed() {
    for (character, packed) in [
        ('\u{D7FF}', true),
        ('\u{E000}', false),
        ('\u{E001}', false),
        ('\u{E0FF}', false),
        ('\u{E100}', true),
    ] {
        let text = format!("[\"{character}\"]");
        assert_eq!(split(&text).is_some(), packed, "{:?}", character);
    }
}

#[test]
fn a_pattern_that_asks_for_more_digits_than_there_are_joins_to_nothing() {
    let with = |digits: &'static [u8]| join("\u{E000}", move || Some(("\u{E003}", digits)));
    assert_eq!(with(&[1, 2, 3]), Some("123".into()));
    assert_eq!(with(&[1, 2]), None);
    assert_eq!(join("\u{E000}", || None), None);
}
