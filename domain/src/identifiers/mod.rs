//! What people and papers call things: codes, names, addresses, amounts.
//!
//! Text becomes a type at the edge, by `parse`, and is never bare text again.
//! Each type refuses with a fault of its own, whose `sentence()` says what is
//! wrong and what is expected. Input is normalised only where that is safe:
//! spaces around it (and within codes), full-width digits and letters, small
//! letters in codes. Parsing what was parsed gives the same again.

pub(crate) mod wire;

pub mod bounded_text;
pub mod certificate_number;
mod certificate_number_fault;
pub mod consumable_code;
mod consumable_code_fault;
pub mod drug_approval;
pub mod email_address;
mod email_address_fault;
pub mod fen;
mod fen_fault;
pub mod login_name;
pub mod national_drug_code;
pub mod nhsa_drug_code;
mod nhsa_drug_code_fault;
pub mod organisation_name;
pub mod person_name;
pub mod phone_number;
pub mod quantity;
pub(crate) mod text;
pub mod unified_social_credit_code;
mod unified_social_credit_code_fault;

pub use bounded_text::{BoundedText, BoundedTextFault, LongText, ShortText};
pub use certificate_number::{
    CertificateNumber, CertificateNumberFault, FilingNumber, RegistrationCertificateNumber,
};
pub use consumable_code::{
    ConsumableCode, ConsumableCode20, ConsumableCode27, ConsumableCodeFault, ConsumableCodeLength,
};
pub use drug_approval::DrugApprovalNumber;
pub use email_address::{EmailAddress, EmailAddressFault};
pub use fen::{Fen, FenFault};
pub use login_name::{LoginName, LoginNameFault};
pub use national_drug_code::{NationalDrugCode, NationalDrugCodeFault};
pub use nhsa_drug_code::{NhsaDrugCode, NhsaDrugCodeFault, NhsaDrugKind};
pub use organisation_name::{OrganisationName, OrganisationNameFault};
pub use person_name::{PersonName, PersonNameFault};
pub use phone_number::{PhoneNumber, PhoneNumberFault};
pub use quantity::{Quantity, QuantityFault};
pub use unified_social_credit_code::{UnifiedSocialCreditCode, UnifiedSocialCreditCodeFault};
