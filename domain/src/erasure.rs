//! 删除个人信息: what stands where a person was, once that person has been erased. The
//! organisation, the products and every decision stay; nobody's name does.

use crate::field::Field;
use crate::identifiers::{EmailAddress, LoginName, PersonName, PhoneNumber};
use crate::merge::Base;
use crate::protocol::ReceiptStatus;
use crate::record::Record;
use crate::registration::{Registration, RegistrationEntry};
use crate::rejection::Rejection;
use crate::review::Review;

/// 已删除 — what stands where a person's name was.
pub const ERASED_NAME: &str = "已删除";

/// A mobile number that nobody has: no operator was given the numbers with 154.
const PHONE: &str = "15400000000";

/// An address to which no mail can be sent (RFC 2606).
const EMAIL: &str = "erased@erased.invalid";

/// A login name under which nobody signs in: it is nobody's claim.
const LOGIN_NAME: &str = "erased";

impl RegistrationEntry {
    /// 去除个人信息 — the same about the organisation, and nothing about the person.
    #[must_use]
    pub fn without_person(&self) -> Self {
        Self {
            operator_name: String::new(),
            operator_phone: String::new(),
            security_email: String::new(),
            login_name: String::new(),
            ..self.clone()
        }
    }
}

impl Base {
    /// 去除个人信息 — the same about the organisation, and nothing about the person.
    #[must_use]
    pub fn without_person(&self) -> Self {
        match self {
            Self::Listing(_) => self.clone(),
            Self::Registration(entry) => Self::Registration(entry.without_person()),
        }
    }
}

impl ReceiptStatus {
    /// 去除个人信息 — the same without what another had written about a person where two
    /// corrections were at odds: the fields stay named.
    #[must_use]
    pub fn without_person(&self) -> Self {
        let mut status = self.clone();
        if let Self::Refused {
            rejection: Rejection::ChangedMeanwhile { fields, .. },
        } = &mut status
        {
            for contested in fields.iter_mut().filter(|of| is_personal(of.field)) {
                contested.theirs.clear();
            }
        }
        status
    }
}

/// Whether what is written there is about a person.
fn is_personal(field: Field) -> bool {
    matches!(
        field,
        Field::OperatorName | Field::OperatorPhone | Field::SecurityEmail | Field::LoginName
    )
}

impl Registration {
    /// 已删除个人信息的申请 — the application without the person who made it. It still
    /// reads as one: programs of any age show it.
    #[must_use]
    pub fn without_person(&self) -> Self {
        let mut registration = self.clone();
        // Browsers understand the entry anew: one with nothing there would be no application.
        registration.entry = RegistrationEntry {
            operator_name: ERASED_NAME.into(),
            operator_phone: PHONE.into(),
            security_email: EMAIL.into(),
            login_name: LOGIN_NAME.into(),
            ..self.entry.clone()
        };
        let details = &mut registration.details;
        if let (Ok(name), Ok(phone), Ok(email), Ok(login_name)) = (
            PersonName::parse(ERASED_NAME),
            PhoneNumber::parse(PHONE),
            EmailAddress::parse(EMAIL),
            LoginName::parse(LOGIN_NAME),
        ) {
            details.operator_name = name;
            details.operator_phone = phone;
            details.security_email = email;
            details.login_name = login_name;
        }
        registration
    }

    /// 是否已删除个人信息 — whether the person who made it has been erased.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.details.security_email.as_str() == EMAIL
    }
}

impl Record {
    /// 去除经手人姓名 — the record without the names of these accounts in its history; none
    /// where they do not stand in it.
    #[must_use]
    pub fn without_accounts(&self, accounts: &[String]) -> Option<Self> {
        let mut record = self.clone();
        let review = match &mut record {
            Self::Registration(registration) => &mut registration.review,
            Self::Listing(listing) => &mut listing.review,
            Self::Unit(_) => return None,
        };
        blank(review, accounts).then_some(record)
    }
}

/// Takes names out of a history; whether there were any.
fn blank(review: &mut Review, accounts: &[String]) -> bool {
    let mut found = false;
    for event in &mut review.history {
        let theirs = |account: &String| accounts.contains(account);
        if event.by.account.as_ref().is_some_and(theirs) && event.by.name != ERASED_NAME {
            ERASED_NAME.clone_into(&mut event.by.name);
            found = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_an_erased_person_can_be_read_as_a_persons_data() {
        assert!(PersonName::parse(ERASED_NAME).is_ok());
        assert!(PhoneNumber::parse(PHONE).is_ok());
        assert!(EmailAddress::parse(EMAIL).is_ok());
        assert!(LoginName::parse(LOGIN_NAME).is_ok());
    }
}
