//! How identifiers and their faults travel: nothing ill-formed gets past the edge.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    CertificateNumber, ConsumableCode, EmailAddress, LoginName, PhoneNumber, ShortText,
    UnifiedSocialCreditCode, UnifiedSocialCreditCodeFault,
};
use serde_json::json;

#[test]
fn identifiers_travel_as_their_text_and_are_parsed_on_arrival() {
    let code: UnifiedSocialCreditCode =
        serde_json::from_value(json!(" 91350100m000100y43 ")).unwrap();
    assert_eq!(
        serde_json::to_value(&code).unwrap(),
        json!("91350100M000100Y43")
    );
    let consumable: ConsumableCode =
        serde_json::from_value(json!("C15011121200000107660000016")).unwrap();
    assert_eq!(
        serde_json::to_value(&consumable).unwrap(),
        json!("C15011121200000107660000016")
    );
}

#[test]
fn ill_formed_identifiers_do_not_arrive() {
    let wrong = [
        serde_json::from_value::<UnifiedSocialCreditCode>(json!("91350100M000100Y44")).is_err(),
        serde_json::from_value::<UnifiedSocialCreditCode>(json!(91)).is_err(),
        serde_json::from_value::<PhoneNumber>(json!("12345")).is_err(),
        serde_json::from_value::<EmailAddress>(json!("a@b.cn\r\nBcc: c@d.cn")).is_err(),
        serde_json::from_value::<LoginName>(json!("ab")).is_err(),
        serde_json::from_value::<ShortText>(json!("一".repeat(101))).is_err(),
        serde_json::from_value::<CertificateNumber>(json!(null)).is_err(),
    ];
    assert!(wrong.iter().all(|refused| *refused), "{wrong:?}");
}

#[test]
fn faults_travel_with_their_data_and_display_their_chinese_sentence() {
    let fault = UnifiedSocialCreditCode::parse("91350100M000100Y4").unwrap_err();
    let json = json!({ "wrong_length": { "found": 17 } });
    assert_eq!(serde_json::to_value(fault).unwrap(), json);
    assert_eq!(
        serde_json::from_value::<UnifiedSocialCreditCodeFault>(json).unwrap(),
        fault
    );
    assert_eq!(fault.to_string(), fault.sentence().zh);
}
