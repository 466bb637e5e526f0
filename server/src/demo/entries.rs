//! What the demonstration's applicants write. Every name is made up.

use domain::identifiers::UnifiedSocialCreditCode;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::{OrganisationKind, PlatformProfile};
use domain::registration::RegistrationEntry;

use super::accounts::UNIT_ADMIN;

/// Who keeps the approved unit's account.
pub(super) const OPERATOR: &str = "王芳";

/// Which of the two applicants.
#[derive(Clone, Copy)]
pub(super) enum Applicant {
    Approved,
    Pending,
}

/// A credit code that holds, with the check character that belongs to it.
pub(super) fn credit_code(applicant: Applicant) -> String {
    let stem = match applicant {
        Applicant::Approved => "91000000MA0DEM001",
        Applicant::Pending => "91000000MA0DEM002",
    };
    let check = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    check
        .map(|check| format!("{stem}{check}"))
        .find(|code| UnifiedSocialCreditCode::parse(code).is_ok())
        .unwrap_or_default()
}

/// A registration form, filled in.
pub(super) fn registration(
    profile: &PlatformProfile,
    kind: OrganisationKind,
    applicant: Applicant,
) -> RegistrationEntry {
    let region = &profile.region.zh;
    let (name, operator, phone, login_name) = match applicant {
        Applicant::Approved => ("示例阳光医药", OPERATOR, "13800000001", UNIT_ADMIN),
        Applicant::Pending => ("示例新安医药", "赵强", "13800000002", "demo.pending"),
    };
    RegistrationEntry {
        kind: Some(kind),
        organisation_name: format!("{region}{name}有限公司"),
        credit_code: credit_code(applicant),
        address: format!("{region}示例路 1 号"),
        operator_name: operator.to_owned(),
        operator_phone: phone.to_owned(),
        security_email: format!("{login_name}@example.com"),
        login_name: login_name.to_owned(),
        accepts_custody: true,
    }
}

/// Four products.
pub(super) fn listings() -> [ListingEntry; 4] {
    [
        consumable(
            "C0344051070500007551",
            "一次性使用静脉留置针",
            "24G 直型",
            "支",
            "12.80",
            "国械注准20163130000",
        ),
        consumable(
            "C15011121200000107660000016",
            "可吸收性外科缝线",
            "4-0 75cm 圆针",
            "包",
            "86.00",
            "国械注准20173650001",
        ),
        consumable(
            "C0344051070500007552",
            "一次性使用输液器",
            "带针 0.7mm",
            "套",
            "3.25",
            "粤械注准20142140188",
        ),
        ListingEntry {
            product_kind: Some(ProductKind::Drug),
            product_code: "XN02BEB005A001010100001".to_owned(),
            ..consumable(
                "",
                "对乙酰氨基酚片",
                "0.5g×20 片",
                "盒",
                "6.40",
                "国药准字H20020001",
            )
        },
    ]
}

fn consumable(
    code: &str,
    name: &str,
    specification: &str,
    unit_of_measure: &str,
    price: &str,
    certificate: &str,
) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: code.to_owned(),
        product_name: name.to_owned(),
        certificate: certificate.to_owned(),
        manufacturer: "示例医疗器械有限公司".to_owned(),
        specification: specification.to_owned(),
        unit_of_measure: unit_of_measure.to_owned(),
        price: price.to_owned(),
        attachments: vec![],
    }
}
