//! Codes of consumables and drugs: examples of each kind, and what is said about what is
//! not one.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    ConsumableCode, ConsumableCode20, ConsumableCode27, ConsumableCodeFault, ConsumableCodeLength,
    NationalDrugCode, NationalDrugCodeFault, NhsaDrugCode, NhsaDrugCodeFault, NhsaDrugKind,
};

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
