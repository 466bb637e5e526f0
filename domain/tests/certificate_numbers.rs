//! Numbers of registration certificates, filings and approvals, and what is said about
//! what is not one.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{CertificateNumber, CertificateNumberFault};
use domain::product_kind::ProductKind;

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
