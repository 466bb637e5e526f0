//! What is allowed at most: the numbers themselves, and each at its boundary: exactly so
//! much is taken, one more is not.
#![allow(clippy::unwrap_used)]

use domain::attachment::MAX_FILE_BYTES;
use domain::command::MAX_ROWS;
use domain::draft;
use domain::fault::{Fault, Reading};
use domain::field::Field;
use domain::identifiers::{
    BoundedText, BoundedTextFault, EmailAddress, EmailAddressFault, LoginName, LoginNameFault,
    LongText, OrganisationName, PersonName, PersonNameFault, ShortText,
};
use domain::protocol::{MAX_PUSH_BYTES, MAX_PUSH_COMMANDS};

#[test]
fn what_may_travel_at_most_is_counted_in_these_numbers() {
    assert_eq!(MAX_FILE_BYTES, 10_485_760);
    assert_eq!((MAX_PUSH_BYTES, MAX_PUSH_COMMANDS), (2_097_152, 2000));
    assert_eq!(MAX_ROWS, 2000);
    assert_eq!((draft::MAX_BYTES, draft::CALL_BYTES), (32_768, 65_536));
    assert_eq!((draft::MAX_COUNT, draft::KEPT_DAYS), (200, 180));
}

#[test]
fn a_field_is_kept_as_typed_up_to_4000_bytes_blanks_included() {
    let too_long = |found| Fault::Text(BoundedTextFault::TooLong { found, most: 1000 });
    for (blanks, fault) in [(3998, None), (3999, Some(4000)), (9998, Some(9999))] {
        // One character of two bytes, and blanks.
        let typed = format!("é{}", " ".repeat(blanks));
        let mut reading = Reading::default();
        let read = reading.parse(Field::Address, &typed, ShortText::parse);
        assert_eq!(read.is_some(), fault.is_none(), "{blanks}");
        let found = reading.finish().into_iter().map(|found| found.fault);
        assert_eq!(
            found.collect::<Vec<_>>(),
            Vec::from_iter(fault.map(too_long))
        );
    }
    for (blanks, fault) in [(4000, None), (4001, Some(4001)), (9999, Some(9999))] {
        let mut reading = Reading::default();
        let typed = " ".repeat(blanks);
        let read = reading.parse_optional(Field::Address, &typed, ShortText::parse);
        let expected = fault.map_or(Some(None), |_| None);
        assert_eq!(read, expected, "left out, or refused: {blanks}");
        let found = reading.finish().into_iter().map(|found| found.fault);
        assert_eq!(
            found.collect::<Vec<_>>(),
            Vec::from_iter(fault.map(too_long))
        );
    }
}

#[test]
fn texts_are_taken_at_their_greatest_length_and_refused_one_beyond() {
    let of = |count: usize| "字".repeat(count);
    let too_long = |found, most| Some(BoundedTextFault::TooLong { found, most });
    assert!(ShortText::parse(&of(100)).is_ok());
    assert_eq!(ShortText::parse(&of(101)).err(), too_long(101, 100));
    assert_eq!(ShortText::parse(&of(150)).err(), too_long(150, 100));
    assert!(LongText::parse(&of(2000)).is_ok());
    assert_eq!(LongText::parse(&of(2001)).err(), too_long(2001, 2000));
    assert!(BoundedText::<1>::parse("字").is_ok());
    for (count, taken) in [(1, false), (2, true), (50, true), (51, false)] {
        let fault = PersonNameFault::WrongLength {
            found: u32::try_from(count).unwrap(),
        };
        let refused = PersonName::parse(&of(count)).err();
        assert_eq!(refused, (!taken).then_some(fault), "{count}");
    }
    for (count, taken) in [(1, false), (2, true), (100, true), (101, false)] {
        assert_eq!(
            OrganisationName::parse(&of(count)).is_ok(),
            taken,
            "{count}"
        );
    }
    for (count, taken) in [(3, false), (4, true), (32, true), (33, false)] {
        let found = u32::try_from(count).unwrap();
        let fault = LoginNameFault::WrongLength { found };
        let refused = LoginName::parse(&"a".repeat(count)).err();
        assert_eq!(refused, (!taken).then_some(fault), "{count}");
    }
}

#[test]
fn an_address_has_at_most_254_characters_64_before_the_at_and_63_in_a_part_behind_it() {
    let label = |count: usize| "b".repeat(count);
    let of = |name: usize, last: usize| {
        let (name, full) = ("a".repeat(name), label(63));
        format!("{name}@{full}.{full}.{}.cn", label(last))
    };
    let fault = |typed: &str| EmailAddress::parse(typed).err();
    assert_eq!(of(64, 58).len(), 254);
    assert_eq!(fault(&of(64, 58)), None);
    assert_eq!(
        fault(&of(64, 59)),
        Some(EmailAddressFault::TooLong { found: 255 })
    );
    assert_eq!(fault(&of(65, 57)), Some(EmailAddressFault::WrongName));
    assert_eq!(fault(&of(80, 1)), Some(EmailAddressFault::WrongName));
    assert_eq!(fault(&format!("a@{}.cn", label(63))), None);
    for part in [label(64), "b-".into(), "-b".into(), "-".into()] {
        let refused = fault(&format!("a@{part}.cn"));
        assert_eq!(refused, Some(EmailAddressFault::WrongDomain), "{part}");
    }
    assert_eq!(fault("a@b-c.cn"), None);
}
