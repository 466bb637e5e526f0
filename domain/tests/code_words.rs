//! What the parts of a code say, and what is said where one is mistyped.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    CertificateNumber, CertificateNumberFault, ConsumableCode, ConsumableCode20, ConsumableCode27,
    ConsumableCodeFault, ConsumableCodeLength, DrugApprovalNumber, FilingNumber, NationalDrugCode,
    NhsaDrugCode, NhsaDrugKind, RegistrationCertificateNumber,
    UnifiedSocialCreditCode as CreditCode, UnifiedSocialCreditCodeFault as CreditFault,
};
use domain::listing::{ProductCode, ProductCodeFault};
use domain::product_kind::ProductKind;

#[test]
fn the_first_character_of_a_credit_code_says_who_registered_the_unit_where_that_is_known() {
    for (code, department) in [
        ("11320000MB151840XJ", Some("机构编制部门")),
        ("51100000500016382R", Some("民政部门")),
        ("91350100M000100Y43", Some("市场监督管理部门")),
        ("A1110000MA00002905", Some("中央军委改革和编制部门")),
        ("N2430100MB1234567C", Some("农业农村部门")),
        ("Y1110000MA0000290G", Some("其他部门")),
        ("21110000MA0000290D", None),
    ] {
        let found = CreditCode::parse(code).unwrap().registering_department();
        assert_eq!(found.map(|said| said.zh).as_deref(), department, "{code}");
    }
}

#[test]
fn a_letter_that_credit_codes_never_use_is_told_with_the_one_it_is_taken_for() {
    for (character, look_alike) in [('I', '1'), ('O', '0'), ('S', '5'), ('V', 'U'), ('Z', '2')] {
        let typed = format!("9135010{character}M000100Y43");
        let fault = CreditFault::LetterNotUsed {
            character,
            position: 8,
        };
        assert_eq!(
            CreditCode::parse(&typed[..18]).unwrap_err(),
            fault,
            "{typed}"
        );
        let told = fault.sentence();
        assert!(
            told.zh.ends_with(&format!("请核对是否为 {look_alike}。")),
            "{}",
            told.zh
        );
        assert!(
            told.en
                .ends_with(&format!("Check whether it is {look_alike}.")),
            "{}",
            told.en
        );
    }
}

#[test]
fn how_far_a_length_is_from_18_is_said_in_figures() {
    for (found, zh, en) in [
        (1, "少 17 位", "17 too few"),
        (15, "少 3 位", "3 too few"),
        (17, "少 1 位", "1 too few"),
        (19, "多 1 位", "1 too many"),
        (21, "多 3 位", "3 too many"),
    ] {
        let fault = CreditCode::parse(&"1".repeat(found)).unwrap_err();
        let told = fault.sentence();
        assert!(told.zh.contains(zh) && told.en.contains(en), "{told:?}");
    }
}

#[test]
fn a_consumable_code_tells_its_category_its_product_and_its_serial() {
    let (short, long) = ("C1501112120000010766", "C15011121200000107660000016");
    let product = ConsumableCode20::parse(short).unwrap();
    assert_eq!(product.category(), "C150111");
    for code in [short, long] {
        let either = ConsumableCode::parse(code).unwrap();
        assert_eq!((either.as_str(), either.base()), (code, product.clone()));
        let listed = ProductCode::parse(ProductKind::Consumable, code).unwrap();
        assert_eq!(listed.as_str(), code);
    }
    let specification = ConsumableCode27::parse(long).unwrap();
    assert_eq!(
        (specification.as_str(), specification.serial()),
        (long, "0000016")
    );
    assert!(specification.belongs_to(&product));
}

#[test]
fn the_length_that_a_field_takes_is_said_in_both_languages() {
    use ConsumableCodeLength::{Either, Product, Specification};
    for (wanted, zh, en) in [
        (Product, "20 位", "20 characters"),
        (Specification, "27 位", "27 characters"),
        (Either, "20 位或 27 位", "20 or 27 characters"),
    ] {
        let empty = ConsumableCodeFault::Empty { wanted }.sentence();
        assert_eq!(empty.zh, format!("请填写医保医用耗材编码（{zh}）。"));
        assert_eq!(empty.en, format!("Enter the consumable code ({en})."));
        let length = ConsumableCodeFault::WrongLength { found: 5, wanted }.sentence();
        assert!(
            length.zh.starts_with(&format!("应为 {zh}，现在是 5 位。")),
            "{}",
            length.zh
        );
        assert!(
            length
                .en
                .starts_with(&format!("It must have {en}; this has 5.")),
            "{}",
            length.en
        );
    }
}

#[test]
fn drug_codes_are_kept_as_they_are_and_tell_their_kind() {
    for (code, kind, length) in [
        ("XC09CAL091A001010100001", NhsaDrugKind::WesternMedicine, 23),
        (
            "ZA01AAB0158010100001",
            NhsaDrugKind::ChinesePatentMedicine,
            20,
        ),
        ("T0001AAB015801010001", NhsaDrugKind::Granules, 20),
    ] {
        let parsed = NhsaDrugCode::parse(&code.to_lowercase()).unwrap();
        assert_eq!(
            (parsed.as_str(), parsed.kind(), kind.length()),
            (code, kind, length)
        );
        let listed = ProductCode::parse(ProductKind::Drug, code).unwrap();
        assert_eq!(listed.as_str(), code);
        let refused = ProductCode::parse(ProductKind::Consumable, code).unwrap_err();
        assert!(
            matches!(refused, ProductCodeFault::Consumable(_)),
            "{refused:?}"
        );
        assert!(
            refused.sentence().zh.contains("医保药品代码"),
            "{refused:?}"
        );
    }
    let national = NationalDrugCode::parse("86901234567890").unwrap();
    assert_eq!(
        (national.as_str(), national.to_string().as_str()),
        ("86901234567890", "86901234567890")
    );
}

#[test]
fn papers_are_taken_of_this_century_and_the_last_and_kept_as_written() {
    for number in ["国械注准19993130000", "国械注进20993660001"] {
        let parsed = RegistrationCertificateNumber::parse(number).unwrap();
        assert_eq!(parsed.as_str(), number);
    }
    let filing = FilingNumber::parse("国械备20150001").unwrap();
    assert_eq!(filing.as_str(), "国械备20150001");
    for year in ["2115", "1815", "0015"] {
        let refused = FilingNumber::parse(&format!("国械备{year}0001"));
        assert_eq!(refused, Err(CertificateNumberFault::WrongYear), "{year}");
    }
    for (class, number) in [(2, "粤械注准20142140188"), (3, "国械注准20163130000")] {
        assert_eq!(
            RegistrationCertificateNumber::parse(number)
                .unwrap()
                .class(),
            Some(class)
        );
    }
    // Re-issued numbers begin with a division instead of a year.
    for number in ["国药准字H11020001", "国药准字SJ20020001"] {
        assert_eq!(DrugApprovalNumber::parse(number).unwrap().as_str(), number);
        assert_eq!(CertificateNumber::parse(number).unwrap().as_str(), number);
    }
}
