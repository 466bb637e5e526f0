//! Who is to be erased, and where that person stands.

use domain::change::{Claim, ClaimKind, Holder};
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record::{Record, Versioned};
use domain::space::IntakeId;

use super::Person;
use crate::store::{PersonsAccount, RecordRow, StoreError, Transaction};

/// What belongs to the person.
#[derive(Default)]
pub(super) struct Found {
    /// The accounts, open or not.
    pub(super) accounts: Vec<PersonsAccount>,
    /// The intake of the applications.
    pub(super) intake: Option<IntakeId>,
}

/// Whom the name means.
pub(super) fn find(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    person: &Person,
) -> Result<Found, StoreError> {
    let (mut found, mut registration) = (Found::default(), None);
    match person {
        Person::Registration(id) => registration = Some(*id),
        Person::Intake(intake) => found.intake = Some(intake.clone()),
        Person::LoginName(name) => match tx.persons_account(platform, name)? {
            Some(account) => {
                registration = account.registration;
                found.accounts.push(account);
            }
            None => {
                let claim = login_claim(name);
                if let Holder::Record(holder) = tx.holder(platform, &claim)? {
                    registration = Some(holder);
                }
            }
        },
    }
    if let Some(id) = registration
        && let Some(Record::Registration(registration)) =
            tx.record(platform, &id)?.map(|found| found.record)
    {
        found.intake = Some(registration.intake);
    }
    Ok(found)
}

/// The records in which the person stands; the accounts that their applications asked for
/// are found on the way.
pub(super) fn theirs(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    found: &mut Found,
) -> Result<Vec<Versioned>, StoreError> {
    // An account is known once all applications have been seen.
    for registration in tx.records_of(platform, "registration")? {
        let of_intake = matches!(&registration.record, Record::Registration(of)
            if Some(&of.intake) == found.intake.as_ref());
        if of_intake
            && let Some(account) = tx.persons_account_of(platform, registration.id)?
            && !found.accounts.contains(&account)
        {
            found.accounts.push(account);
        }
    }
    let mut rows = vec![];
    tx.every_record(|row| {
        if row.platform == *platform && concerns(&row, found) {
            rows.push(Versioned {
                id: row.id,
                version: row.stored.version,
                record: row.record()?,
            });
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Whether a row may have the person in it, by its bytes.
fn concerns(row: &RecordRow, found: &Found) -> bool {
    let body = &row.stored.body;
    let intake = found.intake.as_ref();
    intake.is_some_and(|intake| body.contains(intake.as_str()))
        || found
            .accounts
            .iter()
            .any(|account| body.contains(&account.id))
}

/// The claim to a login name.
pub(super) fn login_claim(name: &LoginName) -> Claim {
    Claim {
        kind: ClaimKind::LoginName,
        value: name.as_str().to_owned(),
    }
}
