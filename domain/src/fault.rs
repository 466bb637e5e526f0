//! What is wrong with one field, and the reading of forms that collects every
//! fault instead of stopping at the first.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::field::Field;
use crate::identifiers::{
    BoundedTextFault, CertificateNumberFault, EmailAddressFault, FenFault, LoginNameFault,
    OrganisationNameFault, PersonNameFault, PhoneNumberFault, UnifiedSocialCreditCodeFault,
};
use crate::listing::ProductCodeFault;
use crate::sentence::Sentence;

/// 字段错误 — what is wrong at which field.
///
/// It is written with its sentence, so that a reader need not know every kind
/// of fault to tell a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FieldFault {
    /// Where.
    pub field: Field,
    /// What.
    pub fault: Fault,
}

/// 错误 — what is wrong with what was written at a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Nothing was written or chosen.
    Missing,
    /// The duty to keep the account personally was not accepted (row G3).
    CustodyNotAccepted,
    /// Someone has this value already.
    Taken,
    /// A text of the wrong length or with control characters.
    Text(BoundedTextFault),
    /// Not an organisation's name.
    OrganisationName(OrganisationNameFault),
    /// Not a credit code.
    CreditCode(UnifiedSocialCreditCodeFault),
    /// Not a person's name.
    PersonName(PersonNameFault),
    /// Not a mobile number.
    Phone(PhoneNumberFault),
    /// Not an e-mail address.
    Email(EmailAddressFault),
    /// Not a login name.
    LoginName(LoginNameFault),
    /// Not a product code.
    ProductCode(ProductCodeFault),
    /// Not a certificate number.
    Certificate(CertificateNumberFault),
    /// Not an amount of money.
    Money(FenFault),
    /// A price of nothing.
    NotPositive,
    /// More of them than one application may have.
    TooMany {
        /// How many there may be.
        most: u32,
    },
    /// Whatever the server said it is.
    Told(Sentence),
}

impl Serialize for FieldFault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The browser reads the sentence only, and the code that writes every kind
        // of fault would be downloaded for nothing.
        let whole = !cfg!(target_arch = "wasm32");
        let mut written = serializer.serialize_struct("FieldFault", 2 + usize::from(whole))?;
        written.serialize_field("field", &self.field)?;
        if whole {
            written.serialize_field("fault", &self.fault)?;
        }
        written.serialize_field("sentence", &self.sentence())?;
        written.end()
    }
}

macro_rules! fault_from {
    ($($variant:ident($of:ty)),* $(,)?) => {
        $(impl From<$of> for Fault {
            fn from(fault: $of) -> Self {
                Self::$variant(fault)
            }
        })*
    };
}

fault_from!(
    Text(BoundedTextFault),
    OrganisationName(OrganisationNameFault),
    CreditCode(UnifiedSocialCreditCodeFault),
    PersonName(PersonNameFault),
    Phone(PhoneNumberFault),
    Email(EmailAddressFault),
    LoginName(LoginNameFault),
    ProductCode(ProductCodeFault),
    Certificate(CertificateNumberFault),
    Money(FenFault),
);

/// The faults of which few are told.
enum Seldom {
    CustodyNotAccepted,
    Taken,
    NotPositive,
    TooMany(u32),
}

impl FieldFault {
    /// What a person is told at the field.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match &self.fault {
            Fault::Missing => {
                let label = self.field.label();
                let chosen = matches!(self.field, Field::OrganisationKind | Field::ProductKind);
                let (zh, en) = if chosen {
                    ("请选择", "Please choose: ")
                } else {
                    ("请填写", "Please fill in: ")
                };
                Sentence::new(
                    [zh, &label.zh, "。"].concat(),
                    [en, &label.en, "."].concat(),
                )
            }
            Fault::CustodyNotAccepted => self.seldom(Seldom::CustodyNotAccepted),
            Fault::Taken => self.seldom(Seldom::Taken),
            Fault::NotPositive => self.seldom(Seldom::NotPositive),
            Fault::TooMany { most } => self.seldom(Seldom::TooMany(*most)),
            Fault::Text(fault) => fault.sentence(),
            Fault::OrganisationName(fault) => fault.sentence(),
            Fault::CreditCode(fault) => fault.sentence(),
            Fault::PersonName(fault) => fault.sentence(),
            Fault::Phone(fault) => fault.sentence(),
            Fault::Email(fault) => fault.sentence(),
            Fault::LoginName(fault) => fault.sentence(),
            Fault::ProductCode(fault) => fault.sentence(),
            Fault::Certificate(fault) => fault.sentence(),
            Fault::Money(fault) => fault.sentence(),
            Fault::Told(sentence) => sentence.clone(),
        }
    }

    /// What few are told: a function of its own, which the browser's first part does without.
    #[inline(never)]
    fn seldom(&self, fault: Seldom) -> Sentence {
        match fault {
            Seldom::CustodyNotAccepted => Sentence::new(
                "账号须由专人保管，请确认后再提交。",
                "The account must be kept by one named person; please confirm that.",
            ),
            Seldom::Taken => match self.field {
                Field::CreditCode => Sentence::new(
                    "这个统一社会信用代码已经注册或正在申请。如属本单位，请直接登录，或联系平台找回账号。",
                    "This credit code is registered or applied for already. If it is your unit’s, sign in, or ask \
                     the platform to recover the account.",
                ),
                _ => Sentence::new(
                    "这个登录名已被使用，请换一个。",
                    "This login name is in use; please choose another.",
                ),
            },
            Seldom::NotPositive => {
                Sentence::new("价格须大于 0 元。", "The price must be more than 0 yuan.")
            }
            Seldom::TooMany(most) => Sentence::new(
                format!("最多 {most} 项。"),
                format!("At most {most} are possible."),
            ),
        }
    }
}

/// The most that is kept of one field as it was typed: far more than any field
/// needs, so that nobody fills the store with blanks.
const MAX_TYPED_CHARACTERS: u32 = 1000;
const MAX_TYPED_BYTES: usize = 4 * MAX_TYPED_CHARACTERS as usize;

/// 表单检查 — reads a form field by field and keeps every fault.
#[derive(Default)]
pub struct Reading {
    faults: Vec<FieldFault>,
}

impl Reading {
    /// Notes a fault at a field.
    pub fn fault(&mut self, field: Field, fault: Fault) {
        self.faults.push(FieldFault { field, fault });
    }

    /// A choice that has to be made.
    pub fn present<T>(&mut self, field: Field, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fault(field, Fault::Missing);
        }
        value
    }

    /// A text that has to be there and to be understood.
    pub fn parse<T, E: Into<Fault>>(
        &mut self,
        field: Field,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.trim().is_empty() {
            self.fault(field, Fault::Missing);
            return None;
        }
        if self.is_too_long(field, text) {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(field, fault.into());
                None
            }
        }
    }

    /// A text that may be left out: `Some(None)` where it is.
    pub fn parse_optional<T, E: Into<Fault>>(
        &mut self,
        field: Field,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        if text.trim().is_empty() {
            return if self.is_too_long(field, text) {
                None
            } else {
                Some(None)
            };
        }
        self.parse(field, text, parse).map(Some)
    }

    /// What was typed is stored as typed, so blanks count here.
    fn is_too_long(&mut self, field: Field, text: &str) -> bool {
        let too_long = text.len() > MAX_TYPED_BYTES;
        if too_long {
            let found = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            self.fault(
                field,
                Fault::Text(BoundedTextFault::TooLong {
                    found,
                    most: MAX_TYPED_CHARACTERS,
                }),
            );
        }
        too_long
    }

    /// Every fault found.
    #[must_use]
    pub fn finish(self) -> Vec<FieldFault> {
        self.faults
    }
}
