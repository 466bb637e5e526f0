//! All data of an application, field by field, as a reviewer reads it.

use domain::field::Field;
use domain::record::Record;
use domain::registration::RegistrationDetails;

use crate::components::Words;
use crate::listing::rows_of;

/// The fields of an application in the order of its form.
pub fn fields(record: &Record) -> Vec<(Field, Words)> {
    match record {
        Record::Listing(listing) => rows_of(&listing.details),
        Record::Registration(registration) => registered(&registration.details),
        Record::Unit(_) => vec![],
    }
}

fn registered(details: &RegistrationDetails) -> Vec<(Field, Words)> {
    let address = details
        .address
        .as_ref()
        .map_or(Words::from(("（未填）", "(not given)")), |address| {
            address.as_str().into()
        });
    vec![
        (Field::OrganisationKind, details.kind.label().into()),
        (
            Field::OrganisationName,
            details.organisation_name.as_str().into(),
        ),
        (Field::CreditCode, details.credit_code.as_str().into()),
        (Field::Address, address),
        (Field::OperatorName, details.operator_name.as_str().into()),
        (Field::OperatorPhone, details.operator_phone.as_str().into()),
        (Field::SecurityEmail, details.security_email.as_str().into()),
        (Field::LoginName, details.login_name.as_str().into()),
    ]
}
