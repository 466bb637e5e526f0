//! Codes and certificate numbers: the vectors of the standards, and what is
//! said about what is not one.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    CertificateNumber, CertificateNumberFault, ConsumableCode, ConsumableCode20, ConsumableCode27,
    ConsumableCodeFault, ConsumableCodeLength, NationalDrugCode, NationalDrugCodeFault,
    NhsaDrugCode, NhsaDrugCodeFault, NhsaDrugKind, UnifiedSocialCreditCode as CreditCode,
    UnifiedSocialCreditCodeFault as CreditFault,
};
use domain::product_kind::ProductKind;

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

#[test]
fn consumable_codes_of_20_and_27_are_two_types() {
    let short = "C0344051070500007551";
    let long = "C15011121200000107660000016";
    assert_eq!(ConsumableCode20::parse(short).unwrap().as_str(), short);
    let specification = ConsumableCode27::parse(long).unwrap();
    assert_eq!(specification.base().as_str(), "C1501112120000010766");
    assert_eq!(specification.serial(), "0000016");
    assert!(specification.belongs_to(&specification.base()));
    assert!(!specification.belongs_to(&ConsumableCode20::parse(short).unwrap()));
    assert!(matches!(
        ConsumableCode::parse(short),
        Ok(ConsumableCode::Product(_))
    ));
    assert!(matches!(
        ConsumableCode::parse(long),
        Ok(ConsumableCode::Specification(_))
    ));
    assert_eq!(
        ConsumableCode::parse(long).unwrap().base(),
        specification.base()
    );
}

#[test]
fn the_wrong_one_of_20_and_27_is_explained() {
    use ConsumableCodeLength::{Either, Product, Specification};
    let long = ConsumableCode20::parse("C15011121200000107660000016").unwrap_err();
    assert_eq!(
        long,
        ConsumableCodeFault::WrongLength {
            found: 27,
            wanted: Product
        }
    );
    assert!(long.sentence().zh.contains("前 20 位就是产品编码"));
    let short = ConsumableCode27::parse("C0344051070500007551").unwrap_err();
    assert_eq!(
        short,
        ConsumableCodeFault::WrongLength {
            found: 20,
            wanted: Specification
        }
    );
    assert!(short.sentence().zh.contains("7 位流水号"));
    let neither = ConsumableCode::parse("C03440510705000").unwrap_err();
    assert_eq!(
        neither,
        ConsumableCodeFault::WrongLength {
            found: 15,
            wanted: Either
        }
    );
    assert!(neither.sentence().zh.contains("20 位编码对应一个产品"));
}

#[test]
fn a_consumable_code_is_refused_for_what_is_wrong_with_it() {
    use ConsumableCodeLength::Either;
    let cases = [
        ("", ConsumableCodeFault::Empty { wanted: Either }),
        (
            "XC09CAL091A0010101000",
            ConsumableCodeFault::NotBeginningWithC { character: 'X' },
        ),
        (
            "03440510705000075511",
            ConsumableCodeFault::NotBeginningWithC { character: '0' },
        ),
        (
            "C034405107O500007551",
            ConsumableCodeFault::NotADigit {
                character: 'O',
                position: 11,
            },
        ),
        (
            "C034405107050000755",
            ConsumableCodeFault::WrongLength {
                found: 19,
                wanted: Either,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(ConsumableCode::parse(typed), Err(fault), "{typed}");
    }
    assert!(
        ConsumableCodeFault::NotBeginningWithC { character: 'X' }
            .sentence()
            .zh
            .contains("药品")
    );
}

#[test]
fn insurance_drug_codes_have_the_length_of_their_kind() {
    let western = NhsaDrugCode::parse("xc09cal091a001010100001").unwrap();
    assert_eq!(western.kind(), NhsaDrugKind::WesternMedicine);
    let patent = NhsaDrugCode::parse("ZA01AAB0158010100001").unwrap();
    assert_eq!(patent.kind(), NhsaDrugKind::ChinesePatentMedicine);
    assert_eq!(
        NhsaDrugCode::parse("T0001AAB015801010001").unwrap().kind(),
        NhsaDrugKind::Granules
    );
    let cases = [
        ("", NhsaDrugCodeFault::Empty),
        (
            "C0344051070500007551",
            NhsaDrugCodeFault::UnknownKind { character: 'C' },
        ),
        (
            "XC09CAL091A00101010000",
            NhsaDrugCodeFault::WrongLength {
                kind: NhsaDrugKind::WesternMedicine,
                found: 22,
            },
        ),
        (
            "XC09CAL091A0010101-0001",
            NhsaDrugCodeFault::ForbiddenCharacter {
                character: '-',
                position: 19,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(NhsaDrugCode::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn national_drug_codes_are_14_digits_beginning_with_869() {
    let code = NationalDrugCode::parse("8690 1234 567890").unwrap();
    assert_eq!((code.enterprise(), code.product()), ("01234", "56789"));
    let cases = [
        ("", NationalDrugCodeFault::Empty),
        (
            "8690123456789",
            NationalDrugCodeFault::WrongLength { found: 13 },
        ),
        (
            "86901234O67890",
            NationalDrugCodeFault::NotADigit {
                character: 'O',
                position: 9,
            },
        ),
        ("69012345678901", NationalDrugCodeFault::WrongPrefix),
    ];
    for (typed, fault) in cases {
        assert_eq!(NationalDrugCode::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn certificate_filing_and_approval_numbers_are_told_apart() {
    for number in [
        "国械注准20163130000",
        "粤械注准20142140188",
        "国械注进20173660001",
        "国械注许20182010002",
    ] {
        let parsed = CertificateNumber::parse(number).unwrap();
        assert!(
            matches!(parsed, CertificateNumber::Registration(_)),
            "{number}"
        );
        assert_eq!(
            (parsed.as_str(), parsed.product_kind()),
            (number, ProductKind::Consumable)
        );
    }
    for number in ["粤深械备20230001", "国械备20150001", "湘长械备202300012"] {
        let parsed = CertificateNumber::parse(number).unwrap();
        assert!(matches!(parsed, CertificateNumber::Filing(_)), "{number}");
    }
    for number in [
        "国药准字H20020001",
        "国药准字Z11020001",
        "国药准字HJ20160001",
    ] {
        let parsed = CertificateNumber::parse(number).unwrap();
        assert!(
            matches!(parsed, CertificateNumber::DrugApproval(_)),
            "{number}"
        );
        assert_eq!(parsed.product_kind(), ProductKind::Drug);
    }
    let CertificateNumber::Registration(device) =
        CertificateNumber::parse("国械注准20163130000").unwrap()
    else {
        panic!("a device certificate");
    };
    assert_eq!(device.class(), Some(3));
}

#[test]
fn certificate_numbers_are_cleaned_of_blanks_and_the_final_hao() {
    let parsed = CertificateNumber::parse(" 粤深械备 ２０２３０００１号 ").unwrap();
    assert_eq!(parsed.as_str(), "粤深械备20230001");
    let drug = CertificateNumber::parse("国药准字h20020001").unwrap();
    assert_eq!(drug.as_str(), "国药准字H20020001");
}

#[test]
fn a_certificate_number_is_refused_for_what_is_wrong_with_it() {
    let cases = [
        ("", CertificateNumberFault::Empty),
        ("号", CertificateNumberFault::Empty),
        ("20163130000", CertificateNumberFault::UnknownForm),
        ("国械注20163130000", CertificateNumberFault::UnknownForm),
        ("械注准20163130000", CertificateNumberFault::WrongIssuer),
        ("粤深械注准20163130000", CertificateNumberFault::WrongIssuer),
        (
            "国械注准2016313000",
            CertificateNumberFault::WrongDigits {
                found: 10,
                expected: 11,
            },
        ),
        (
            "国械注准2016313000A",
            CertificateNumberFault::NotADigit { character: 'A' },
        ),
        ("国械注准30163130000", CertificateNumberFault::WrongYear),
        (
            "粤深械备2023001",
            CertificateNumberFault::WrongDigits {
                found: 7,
                expected: 8,
            },
        ),
        ("国药准字Q20020001", CertificateNumberFault::WrongLetter),
        ("国药准字20020001", CertificateNumberFault::WrongLetter),
        (
            "国药准字H2002000",
            CertificateNumberFault::WrongDigits {
                found: 7,
                expected: 8,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(CertificateNumber::parse(typed), Err(fault), "{typed}");
    }
}
