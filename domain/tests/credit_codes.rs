//! Unified social credit codes: the standard's vectors, and what is said about what is
//! not one.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    UnifiedSocialCreditCode as CreditCode, UnifiedSocialCreditCodeFault as CreditFault,
};

const VALID_CREDIT_CODES: [&str; 4] = [
    "91350100M000100Y43",
    "91110108551385082Q",
    "11320000MB151840XJ",
    "91110000MA000029X0",
];

#[test]
fn valid_credit_codes_are_taken_as_they_are() {
    for code in VALID_CREDIT_CODES {
        assert_eq!(CreditCode::parse(code).unwrap().as_str(), code);
    }
}

#[test]
fn a_credit_code_whose_remainder_is_zero_ends_in_zero() {
    assert!(CreditCode::parse("91110000MA000029X0").is_ok());
    for wrong in [
        "91110000MA000029XY",
        "91110000MA000029X1",
        "91110000MA000029XX",
    ] {
        assert_eq!(
            CreditCode::parse(wrong),
            Err(CreditFault::CheckFailed),
            "{wrong}"
        );
    }
}

#[test]
fn a_credit_code_is_refused_for_what_is_wrong_with_it() {
    let cases = [
        ("", CreditFault::Empty),
        (" \u{3000}\n", CreditFault::Empty),
        ("91350100M000100Y4", CreditFault::WrongLength { found: 17 }),
        (
            "91350100M000100Y433",
            CreditFault::WrongLength { found: 19 },
        ),
        (
            "91350100M000100Y4Z",
            CreditFault::LetterNotUsed {
                character: 'Z',
                position: 18,
            },
        ),
        (
            "9I350100M000100Y43",
            CreditFault::LetterNotUsed {
                character: 'I',
                position: 2,
            },
        ),
        (
            "9135O100M000100Y43",
            CreditFault::LetterNotUsed {
                character: 'O',
                position: 5,
            },
        ),
        (
            "91350100M000100S43",
            CreditFault::LetterNotUsed {
                character: 'S',
                position: 16,
            },
        ),
        (
            "91350100V000100Y43",
            CreditFault::LetterNotUsed {
                character: 'V',
                position: 9,
            },
        ),
        ("91350100M000100Y44", CreditFault::CheckFailed),
        (
            "91350100M000100Y-3",
            CreditFault::ForbiddenCharacter {
                character: '-',
                position: 17,
            },
        ),
        (
            "九1350100M000100Y43",
            CreditFault::ForbiddenCharacter {
                character: '九',
                position: 1,
            },
        ),
        (
            "91350100M000\x00100Y43",
            CreditFault::ForbiddenCharacter {
                character: '\0',
                position: 13,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(CreditCode::parse(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn small_full_width_and_spaced_credit_codes_are_understood() {
    for typed in [
        " 91350100m000100y43\n",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "9135 0100 M000 100Y 43",
        "\u{feff}91350100M000100Y43\u{200b}",
    ] {
        assert_eq!(
            CreditCode::parse(typed).unwrap().as_str(),
            "91350100M000100Y43",
            "{typed:?}"
        );
    }
}

#[test]
fn a_wrong_length_is_said_in_figures_and_a_wrong_check_proposes_no_character() {
    let short = CreditFault::WrongLength { found: 17 }.sentence();
    assert!(
        short.zh.contains("18 位") && short.zh.contains("17 位") && short.zh.contains("少 1 位")
    );
    assert!(short.en.contains("18") && short.en.contains("17"));
    let check = CreditFault::CheckFailed.sentence();
    assert!(check.zh.contains("写错") && check.en.contains("mistyped"));
    let letter = CreditFault::LetterNotUsed {
        character: 'O',
        position: 5,
    }
    .sentence();
    assert!(letter.zh.contains("第 5 位") && letter.zh.contains("I、O、S、V、Z"));
    assert!(letter.zh.contains("是否为 0"));
}

#[test]
fn a_credit_code_hints_at_division_and_department() {
    let code = CreditCode::parse("91350100M000100Y43").unwrap();
    assert_eq!(code.division(), "350100");
    assert_eq!(
        code.registering_department().unwrap().zh,
        "市场监督管理部门"
    );
}
