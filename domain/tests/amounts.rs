//! Money and quantities, as they are typed and as they travel.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{Fen, FenFault, Quantity, QuantityFault};

#[test]
fn yuan_are_read_into_fen() {
    let cases = [
        ("12.30", 1230, "12.30"),
        ("12.3", 1230, "12.30"),
        ("12", 1200, "12.00"),
        ("0", 0, "0.00"),
        ("0.01", 1, "0.01"),
        ("007.50", 750, "7.50"),
        ("1,234.50", 123_450, "1234.50"),
        ("¥12.30", 1230, "12.30"),
        ("￥ 12.30 元", 1230, "12.30"),
        ("１２．３０", 1230, "12.30"),
        ("12。30", 1230, "12.30"),
        ("99999999.99", 9_999_999_999, "99999999.99"),
        ("99,999,999.99", 9_999_999_999, "99999999.99"),
    ];
    for (typed, fen, shown) in cases {
        let amount = Fen::parse(typed).unwrap();
        assert_eq!(
            (amount.fen(), amount.to_string().as_str()),
            (fen, shown),
            "{typed}"
        );
    }
}

#[test]
fn an_amount_is_refused_for_what_is_wrong_with_it() {
    let huge = "9".repeat(400);
    let cases = [
        ("", FenFault::Empty),
        ("元", FenFault::Empty),
        ("-1", FenFault::Negative),
        ("1e5", FenFault::ForbiddenCharacter { character: 'E' }),
        ("0x10", FenFault::ForbiddenCharacter { character: 'X' }),
        ("+5", FenFault::ForbiddenCharacter { character: '+' }),
        ("12.30.1", FenFault::Incomplete),
        ("12.", FenFault::Incomplete),
        (".5", FenFault::Incomplete),
        ("12,30", FenFault::MisplacedComma),
        ("1,2345", FenFault::MisplacedComma),
        (",123", FenFault::MisplacedComma),
        ("1.2,3", FenFault::MisplacedComma),
        ("12.345", FenFault::TooManyDecimals { found: 3 }),
        ("100000000", FenFault::TooLarge),
        (huge.as_str(), FenFault::TooLarge),
    ];
    for (typed, fault) in cases {
        assert_eq!(Fen::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn sums_and_products_never_pass_the_limit() {
    let price = Fen::parse("12.30").unwrap();
    assert_eq!(price.checked_add(price).unwrap().fen(), 2460);
    assert_eq!(
        price
            .checked_mul(Quantity::parse("100").unwrap())
            .unwrap()
            .fen(),
        123_000
    );
    assert_eq!(Fen::MAX.checked_add(Fen::from_fen(1).unwrap()), None);
    assert_eq!(
        Fen::MAX.checked_mul(Quantity::from_number(u32::MAX).unwrap()),
        None
    );
    assert_eq!(Fen::MAX.checked_add(Fen::ZERO), Some(Fen::MAX));
}

#[test]
fn amounts_travel_as_whole_numbers_within_their_limits() {
    assert_eq!(
        serde_json::to_string(&Fen::parse("12.30").unwrap()).unwrap(),
        "1230"
    );
    assert_eq!(serde_json::from_str::<Fen>("1230").unwrap().fen(), 1230);
    for wrong in [
        "-1",
        "10000000000",
        "12.3",
        "\"12.30\"",
        "1e3",
        "99999999999999999999",
    ] {
        assert!(serde_json::from_str::<Fen>(wrong).is_err(), "{wrong}");
    }
    assert!(serde_json::from_str::<Quantity>("0").is_err());
    assert!(serde_json::from_str::<Quantity>("-1").is_err());
    assert_eq!(serde_json::from_str::<Quantity>("7").unwrap().get(), 7);
}

#[test]
fn quantities_are_whole_and_at_least_one() {
    assert_eq!(Quantity::parse(" 1,200 ").unwrap().get(), 1200);
    let cases = [
        ("", QuantityFault::Empty),
        ("0", QuantityFault::NotPositive),
        ("-3", QuantityFault::NotPositive),
        ("1.5", QuantityFault::NotWhole),
        (
            "12盒",
            QuantityFault::ForbiddenCharacter { character: '盒' },
        ),
        ("1,20", QuantityFault::MisplacedComma),
        ("4294967296", QuantityFault::TooLarge),
    ];
    for (typed, fault) in cases {
        assert_eq!(Quantity::parse(typed), Err(fault), "{typed}");
    }
}
