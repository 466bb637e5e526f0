//! What an applicant writes, and what is understood from it.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FieldFault, Reading};
use crate::field::Field;
use crate::identifiers::{
    BoundedText, EmailAddress, LoginName, OrganisationName, PersonName, PhoneNumber,
    UnifiedSocialCreditCode,
};
use crate::profile::OrganisationKind;

/// 注册信息（原文） — the wizard's fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationEntry {
    /// 机构类型; none until chosen.
    pub kind: Option<OrganisationKind>,
    /// 机构名称
    pub organisation_name: String,
    /// 统一社会信用代码
    pub credit_code: String,
    /// 地址, optional.
    pub address: String,
    /// 经办人姓名
    pub operator_name: String,
    /// 经办人手机号
    pub operator_phone: String,
    /// 密保邮箱 (row G6)
    pub security_email: String,
    /// 登录名
    pub login_name: String,
    /// Whether the operator accepts to keep the account personally (row G3).
    pub accepts_custody: bool,
}

/// 注册信息 — a registration that has been understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationDetails {
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub organisation_name: OrganisationName,
    /// Its credit code.
    pub credit_code: UnifiedSocialCreditCode,
    /// Its address, where given.
    pub address: Option<BoundedText<200>>,
    /// Who will keep the account.
    pub operator_name: PersonName,
    /// How to reach that person.
    pub operator_phone: PhoneNumber,
    /// Where a lost password is recovered.
    pub security_email: EmailAddress,
    /// The name to sign in with.
    pub login_name: LoginName,
}

impl RegistrationEntry {
    /// Understands what was written.
    ///
    /// # Errors
    /// Every fault at once, in the order of the form.
    pub fn read(&self) -> Result<RegistrationDetails, Vec<FieldFault>> {
        let mut reading = Reading::default();
        let kind = reading.present(Field::OrganisationKind, self.kind);
        let organisation_name = reading.parse(
            Field::OrganisationName,
            &self.organisation_name,
            OrganisationName::parse,
        );
        let credit_code = reading.parse(
            Field::CreditCode,
            &self.credit_code,
            UnifiedSocialCreditCode::parse,
        );
        let address = reading.parse_optional(Field::Address, &self.address, BoundedText::parse);
        let operator_name =
            reading.parse(Field::OperatorName, &self.operator_name, PersonName::parse);
        let operator_phone = reading.parse(
            Field::OperatorPhone,
            &self.operator_phone,
            PhoneNumber::parse,
        );
        let security_email = reading.parse(
            Field::SecurityEmail,
            &self.security_email,
            EmailAddress::parse,
        );
        let login_name = reading.parse(Field::LoginName, &self.login_name, LoginName::parse);
        if !self.accepts_custody {
            reading.fault(Field::CustodianDuty, Fault::CustodyNotAccepted);
        }
        let faults = reading.finish();
        match (
            kind,
            organisation_name,
            credit_code,
            address,
            operator_name,
            operator_phone,
            security_email,
            login_name,
        ) {
            (
                Some(kind),
                Some(organisation_name),
                Some(credit_code),
                Some(address),
                Some(operator_name),
                Some(operator_phone),
                Some(security_email),
                Some(login_name),
            ) if faults.is_empty() => Ok(RegistrationDetails {
                kind,
                organisation_name,
                credit_code,
                address,
                operator_name,
                operator_phone,
                security_email,
                login_name,
            }),
            _ => Err(faults),
        }
    }
}
