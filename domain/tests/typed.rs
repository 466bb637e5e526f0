//! Characters that one does not see, and how text is taken that was pasted with them.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    Fen, FenFault, LoginName, LoginNameFault, OrganisationName, OrganisationNameFault, PersonName,
    PhoneNumber, PhoneNumberFault, Quantity, QuantityFault, ShortText,
    UnifiedSocialCreditCode as CreditCode,
};

/// Formatting that is not seen: soft hyphen, zero width, direction marks, joiners, BOM.
const INVISIBLE: [char; 10] = [
    '\u{AD}', '\u{61C}', '\u{200B}', '\u{200F}', '\u{202A}', '\u{202E}', '\u{2060}', '\u{2066}',
    '\u{206F}', '\u{FEFF}',
];

#[test]
fn what_cannot_be_seen_is_dropped_from_a_code_and_refused_within_a_name() {
    let breaks = [
        '\n', '\t', '\u{0}', '\u{7F}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    for character in INVISIBLE.into_iter().chain(breaks) {
        let name = format!("医药{character}公司");
        let refused = OrganisationName::parse(&name);
        let fault = OrganisationNameFault::ControlCharacter {
            character,
            position: 3,
        };
        assert_eq!(refused, Err(fault), "{character:?}");
        assert!(PersonName::parse(&name).is_err() && ShortText::parse(&name).is_err());
    }
    for character in INVISIBLE
        .into_iter()
        .chain([' ', '\u{3000}', '\u{A0}', '\n', '\t'])
    {
        let typed = format!("{character}91350100M{character}000100Y43{character}");
        let code = CreditCode::parse(&typed).unwrap();
        assert_eq!(code.as_str(), "91350100M000100Y43", "{character:?}");
    }
    for character in ['\u{0}', '\u{7F}', '-', '·'] {
        let typed = format!("91350100M{character}000100Y43");
        assert!(CreditCode::parse(&typed).is_err(), "{character:?}");
    }
}

#[test]
fn blanks_within_a_name_are_one_space_however_many_and_wide_they_are() {
    for typed in [
        "长沙 医药",
        "长沙   医药",
        "长沙　　医药",
        "长沙\u{A0} 　医药",
        " 长沙 医药　",
    ] {
        assert_eq!(
            OrganisationName::parse(typed).unwrap().as_str(),
            "长沙 医药",
            "{typed:?}"
        );
    }
}

#[test]
fn a_character_is_shown_as_itself_or_by_its_number_where_it_cannot_be_seen() {
    for (character, shown) in [
        ('张', "“张”"),
        ('!', "“!”"),
        (' ', "“U+0020”"),
        ('\u{A0}', "“U+00A0”"),
        ('\u{200B}', "“U+200B”"),
        ('\u{7}', "“U+0007”"),
        ('\u{2028}', "“U+2028”"),
    ] {
        let fault = LoginNameFault::ForbiddenCharacter {
            character,
            position: 2,
        };
        let told = fault.sentence();
        assert!(
            told.zh.contains(shown) && told.en.contains(shown),
            "{told:?}"
        );
    }
}

#[test]
fn full_width_characters_are_taken_as_their_ascii_forms_and_a_wide_blank_as_a_space() {
    assert_eq!(
        LoginName::parse("Ｚｈａｎｇ＿０９").unwrap().as_str(),
        "zhang_09"
    );
    assert_eq!(Fen::parse("１，２３４．５６").unwrap().fen(), 123_456);
    let fault = LoginNameFault::ForbiddenCharacter {
        character: ' ',
        position: 6,
    };
    assert_eq!(LoginName::parse("zhang　san"), Err(fault));
    let fault = LoginNameFault::ForbiddenCharacter {
        character: '~',
        position: 2,
    };
    assert_eq!(LoginName::parse("a～bc"), Err(fault));
    assert_eq!(
        LoginName::parse("！abc").unwrap_err(),
        LoginNameFault::ForbiddenCharacter {
            character: '!',
            position: 1
        }
    );
}

#[test]
fn a_country_code_without_a_sign_is_dropped_where_eleven_digits_follow_and_nowhere_else() {
    assert_eq!(
        PhoneNumber::parse("8613800138000").unwrap().as_str(),
        "13800138000"
    );
    for (typed, fault) in [
        ("86138001380", PhoneNumberFault::NotMobile),
        ("861380013800", PhoneNumberFault::WrongLength { found: 12 }),
        (
            "86138001380001",
            PhoneNumberFault::WrongLength { found: 14 },
        ),
        ("8713800138000", PhoneNumberFault::WrongLength { found: 13 }),
    ] {
        assert_eq!(PhoneNumber::parse(typed), Err(fault), "{typed}");
    }
    for (second, taken) in ('0'..='9').zip([false, false, false].into_iter().chain([true; 7])) {
        let typed = format!("1{second}800138000");
        assert_eq!(PhoneNumber::parse(&typed).is_ok(), taken, "{typed}");
    }
}

#[test]
fn amounts_and_quantities_are_taken_up_to_their_ends() {
    assert_eq!(Fen::from_fen(9_999_999_999), Ok(Fen::MAX));
    assert_eq!(Fen::from_fen(10_000_000_000), Err(FenFault::TooLarge));
    assert_eq!(
        (Fen::from_fen(0), Fen::from_fen(-1)),
        (Ok(Fen::ZERO), Err(FenFault::Negative))
    );
    assert_eq!(
        (i64::from(Fen::MAX), Fen::try_from(-5)),
        (9_999_999_999, Err(FenFault::Negative))
    );
    let of = |number| Quantity::from_number(number).unwrap();
    assert_eq!(of(u32::MAX - 1).checked_add(of(1)), Some(of(u32::MAX)));
    assert_eq!(of(u32::MAX).checked_add(of(1)), None);
    assert_eq!(Quantity::parse("4,294,967,295").unwrap(), of(u32::MAX));
    assert_eq!(Quantity::try_from(0), Err(QuantityFault::NotPositive));
    assert_eq!(
        (u32::from(of(1200)), of(1200).to_string().as_str()),
        (1200, "1200")
    );
    for (typed, taken) in [
        ("1,234", true),
        ("12,345", true),
        ("123,456", true),
        ("1234,567", false),
        ("1234", true),
        ("1,23", false),
    ] {
        assert_eq!(Quantity::parse(typed).is_ok(), taken, "{typed}");
        assert_eq!(Fen::parse(typed).is_ok(), taken, "{typed}");
    }
}
