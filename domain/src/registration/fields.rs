//! The registration form, field by field, to be merged.

use std::borrow::Cow;

use super::RegistrationEntry;
use crate::field::Field;
use crate::merge::Entry;
use crate::profile::OrganisationKind;

const FIELDS: [Field; 9] = [
    Field::OrganisationKind,
    Field::OrganisationName,
    Field::CreditCode,
    Field::Address,
    Field::OperatorName,
    Field::OperatorPhone,
    Field::SecurityEmail,
    Field::LoginName,
    Field::CustodianDuty,
];

impl Entry for RegistrationEntry {
    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn text(&self, field: Field) -> Cow<'_, str> {
        // A field that is new here has to be said below as well.
        let Self {
            kind,
            organisation_name,
            credit_code,
            address,
            operator_name,
            operator_phone,
            security_email,
            login_name,
            accepts_custody,
        } = self;
        Cow::Borrowed(match field {
            Field::OrganisationKind => kind.map_or("", OrganisationKind::name),
            Field::OrganisationName => organisation_name,
            Field::CreditCode => credit_code,
            Field::Address => address,
            Field::OperatorName => operator_name,
            Field::OperatorPhone => operator_phone,
            Field::SecurityEmail => security_email,
            Field::LoginName => login_name,
            Field::CustodianDuty if *accepts_custody => "accepted",
            _ => "",
        })
    }

    fn take(&mut self, field: Field, other: &Self) {
        let text = match field {
            Field::OrganisationKind => return self.kind = other.kind,
            Field::CustodianDuty => return self.accepts_custody = other.accepts_custody,
            Field::OrganisationName => &mut self.organisation_name,
            Field::CreditCode => &mut self.credit_code,
            Field::Address => &mut self.address,
            Field::OperatorName => &mut self.operator_name,
            Field::OperatorPhone => &mut self.operator_phone,
            Field::SecurityEmail => &mut self.security_email,
            Field::LoginName => &mut self.login_name,
            _ => return,
        };
        *text = other.text(field).into_owned();
    }
}
