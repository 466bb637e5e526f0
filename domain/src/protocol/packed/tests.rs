//! Whatever goes in comes out; whatever harm is meant comes to nothing.

use proptest::prelude::*;

use super::*;

const MOST: usize = 100_000;

fn raws(texts: &[String]) -> Vec<Raw> {
    texts.iter().map(|text| Raw::new(text.clone())).collect()
}

fn listing(number: u32) -> String {
    let scattered = number.wrapping_mul(2_654_435_761);
    format!(
        r#"{{"name":"submit_listing","args":{{"entry":{{"product_code":"C03{scattered:017}{number:07}","product_name":"{}","price":"{}.{:02}"}}}},"at":{}}}"#,
        ["一次性使用静脉留置针 24G", r#"人工\\晶状体\""#, ""][number as usize % 3],
        scattered % 4000,
        scattered % 100,
        1_795_000_000_000_u64 + u64::from(number) * 31_007,
    )
}

/// JSON of any kind, with many digits and few words.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f32>()
            .prop_filter("JSON has no other", |number| number.is_finite())
            .prop_map(|number| number.to_string()),
        "[a-c0-9 \\u{4e00}-\\u{4e10}]{0,12}".prop_map(|text| format!("\"{text}\"")),
        any::<String>().prop_map(|text| serde_json::Value::String(text).to_string()),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(("[a-c0-9]{0,3}", inner), 0..4).prop_map(|members| {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, value)| format!("\"{name}\": {value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn commands_come_out_to_the_last_byte(texts in prop::collection::vec(json(), 0..30)) {
        let commands = raws(&texts);
        if let Some(packed) = pack(&commands) {
            prop_assert_eq!(packed.unpack(30, MOST), Some(commands));
        } else {
            let private = |character: char| ('\u{E000}'..='\u{E0FF}').contains(&character);
            prop_assert!(texts.iter().any(|text| text.contains(private)));
        }
    }

    #[test]
    fn what_was_tampered_with_is_refused_or_is_other_json(
        numbers in prop::collection::vec(0..50_u32, 1..12),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let commands = raws(&numbers.into_iter().map(listing).collect::<Vec<_>>());
        let mut text = serde_json::to_vec(&pack(&commands)).unwrap();
        let at = at.index(text.len());
        text[at] = byte;
        if let Ok(Some(packed)) = serde_json::from_slice::<Option<Packed>>(&text)
            && let Some(commands) = packed.unpack(20, MOST)
        {
            prop_assert!(commands.iter().map(|command| command.get().len()).sum::<usize>() <= MOST);
            for command in commands {
                prop_assert!(serde_json::from_str::<serde_json::Value>(command.get()).is_ok());
            }
        }
    }
}

#[test]
fn listings_that_wait_together_take_a_fifth() {
    let commands: Vec<Raw> = (0..500).map(|number| Raw::new(listing(number))).collect();
    let plain = serde_json::to_string(&commands).unwrap().len();
    let packed = pack(&commands).unwrap();
    assert_eq!(packed.unpack(500, MOST * 10).unwrap(), commands);
    let packed = serde_json::to_string(&packed).unwrap().len();
    assert!(packed * 5 < plain, "{packed} of {plain}");
}

#[test]
fn a_text_with_a_private_character_is_not_packed() {
    assert_eq!(pack(&raws(&["\"\u{E001}\"".to_owned()])), None);
}

#[test]
fn more_than_is_allowed_is_refused_before_it_is_made() {
    let commands: Vec<Raw> = (0..40).map(|number| Raw::new(listing(number))).collect();
    let bytes: usize = commands.iter().map(|command| command.get().len()).sum();
    let packed = pack(&commands).unwrap();
    assert!(packed.unpack(40, bytes).is_some());
    assert_eq!(packed.unpack(39, bytes), None);
    assert_eq!(packed.unpack(40, bytes - 1), None);
}

#[test]
fn a_few_bytes_that_promise_terabytes_are_refused_at_once() {
    let wide: String = core::iter::repeat_n('\u{E0FF}', 20_000).collect();
    let leaves: String = core::iter::repeat_n('\u{E000}', 20_000).collect();
    let bomb = |texts: Vec<String>, leaves: Vec<Vec<usize>>| Packed {
        count: 2000,
        texts,
        kinds: vec![Kind {
            skeleton: 0,
            shapes: 1,
            leaves,
        }],
        digits: String::new(),
    };
    let one = bomb(vec!["\"\u{E000}\"".into(), wide], vec![vec![1]]);
    let many = bomb(vec![leaves, String::new()], vec![vec![1]; 20_000]);
    for packed in [one, many] {
        assert_eq!(packed.unpack(2000, 2 * 1024 * 1024), None);
    }
    let sure = Packed {
        count: usize::MAX,
        ..Packed::default()
    };
    assert_eq!(sure.unpack(2000, MOST), None);
    let shapes = Kind {
        shapes: usize::MAX,
        ..Kind::default()
    };
    let sure = Packed {
        count: 1,
        kinds: vec![shapes.clone(), shapes],
        ..Packed::default()
    };
    assert_eq!(sure.unpack(2000, MOST), None);
}

/// One kind of command, whose skeleton is the first of `texts`.
fn kind_of(skeleton: usize, shapes: usize, leaves: Vec<Vec<usize>>) -> Kind {
    Kind {
        skeleton,
        shapes,
        leaves,
    }
}

#[test]
fn more_shapes_than_commands_are_refused_for_each_is_some_commands() {
    let packed = |shapes| Packed {
        count: 1,
        texts: vec!["7".into()],
        kinds: vec![kind_of(0, shapes, vec![])],
        // Which shape it has, where there is a choice.
        digits: if shapes > 1 { "0." } else { "" }.into(),
    };
    assert_eq!(packed(1).unpack(1, MOST), Some(raws(&["7".to_owned()])));
    assert_eq!(packed(2).unpack(1, MOST), None);
}

#[test]
fn what_no_command_is_counts_towards_the_work_that_is_allowed() {
    let wide: String = core::iter::repeat_n('\u{E000}', 100).collect();
    let packed = Packed {
        count: 3,
        texts: vec!["7".into(), wide, String::new()],
        // All three commands are of the first kind.
        kinds: vec![kind_of(0, 1, vec![]), kind_of(1, 2, vec![vec![2]; 100])],
        digits: "0.".into(),
    };
    assert_eq!(packed.unpack(3, 199), None);
    assert!(packed.unpack(3, 200).is_some());
}

#[test]
fn a_kind_without_a_shape_and_a_shape_that_is_not_there_are_refused() {
    let packed = |kinds: Vec<Kind>, digits: &str| Packed {
        count: 2,
        texts: vec!["7".into(), "8".into()],
        kinds,
        digits: digits.into(),
    };
    let two = vec![kind_of(0, 1, vec![]), kind_of(1, 1, vec![])];
    let commands = raws(&["7".to_owned(), "8".to_owned()]);
    assert_eq!(packed(two.clone(), "01.01").unpack(2, MOST), Some(commands));
    assert_eq!(packed(two.clone(), "02.02").unpack(2, MOST), None);
    assert_eq!(
        packed(two.clone(), "01.01x").unpack(2, MOST),
        None,
        "something is left over"
    );
    let mut more = two;
    more.push(kind_of(0, 0, vec![]));
    assert_eq!(packed(more, "01.01").unpack(2, MOST), None);
}

#[test]
fn what_is_packed_says_how_many_it_is() {
    let none = Packed::default();
    assert_eq!((none.len(), none.is_empty()), (0, true));
    assert_eq!(none.unpack(0, 0), Some(vec![]));
    let three = pack(&raws(&["1".into(), "{}".into(), "3".into()])).unwrap();
    assert_eq!((three.len(), three.is_empty()), (3, false));
}

#[test]
fn numbers_below_a_bound_have_as_many_places_as_the_greatest_of_them() {
    for (all, places) in [
        (0, 0),
        (1, 0),
        (2, 1),
        (10, 1),
        (11, 2),
        (100, 2),
        (101, 3),
        (1001, 4),
    ] {
        assert_eq!(places_for(all), places, "{all}");
    }
    assert_eq!(
        columns_of(&[7, 42, 100], 101),
        [[0, 0, 1], [0, 4, 0], [7, 2, 0]]
    );
}

#[test]
fn many_shapes_of_many_kinds_come_out_in_their_order() {
    // Thirteen patterns in each of nine skeletons: more than a hundred shapes.
    let text = |kind: usize, shape: usize, number: u32| {
        let open = "[".repeat(kind % 9);
        let close = "]".repeat(kind % 9);
        format!(
            "{open}{{\"{}\":\"x{number}\"}}{close}",
            "a".repeat(shape % 13 + 1)
        )
    };
    let texts: Vec<_> = (0..300)
        .map(|at| text(at * 7, at, at as u32 * 31))
        .collect();
    let commands = raws(&texts);
    let packed = pack(&commands).unwrap();
    assert!(
        packed.kinds.len() == 9 && packed.kinds.iter().map(|kind| kind.shapes).sum::<usize>() > 100
    );
    assert_eq!(packed.unpack(300, MOST), Some(commands));
}

#[test]
fn words_that_all_commands_of_a_kind_share_are_named_once() {
    let commands = [r#"["a","b"]"#, r#"["a","c"]"#, r#"["a","b"]"#];
    let packed = pack(&raws(&commands.map(str::to_owned))).unwrap();
    assert_eq!(packed.texts[1..], ["a", "b", "c"]);
    assert_eq!(packed.kinds, [kind_of(0, 2, vec![vec![1], vec![2, 3]])]);
}
