//! 删除个人信息: a person's keys are destroyed and what the tables say of that person is
//! written over. The log keeps its entries, and one more says that this was done.

mod found;

use std::collections::BTreeSet;

use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::space::{Area, IntakeId, Space};
use domain::timestamp::Timestamp;

use super::apply::put;
use super::entry::Erasure;
use super::feed::{Feed, Written};
use crate::store::{StoreError, Transaction};
use found::{Found, find, login_claim, theirs};

/// 删除对象 — how whoever asks names the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// By the name with which that person signs in, or applied to.
    LoginName(LoginName),
    /// By an application.
    Registration(RecordId),
    /// By the intake in which everything that was sent was refused.
    Intake(IntakeId),
}

/// 删除结果 — what was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The names of the keys that were destroyed.
    pub keys: Vec<String>,
    /// How many accounts were closed.
    pub accounts: usize,
    /// How many records were written over.
    pub records: usize,
}

/// 删除个人信息 — erases a person; none where nobody is known by that name.
///
/// # Errors
/// The store failed. The transaction must then be rolled back.
pub fn erase(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    person: &Person,
    now: Timestamp,
) -> Result<Option<Erased>, StoreError> {
    let mut found = find(tx, platform, person)?;
    let rows = theirs(tx, platform, &mut found)?;
    let (mut feed, mut written) = (Feed::default(), Written::default());
    for before in rows {
        let after = without(&before.record, &found);
        if let Record::Registration(registration) = &before.record
            && Some(&registration.intake) == found.intake.as_ref()
        {
            let login_name = &registration.details.login_name;
            release(tx, platform, login_name, before.id)?;
        }
        if after != before.record {
            let id = before.id;
            put(
                tx,
                platform,
                id,
                &after,
                Some(&before),
                &mut feed,
                &mut written,
            )?;
        }
    }
    let mut owners: Vec<String> = vec![];
    for account in &found.accounts {
        if let Ok(holder) = account.id.parse() {
            release(tx, platform, &account.login_name, holder)?;
        }
        tx.sign_in_succeeded(platform, &account.login_name)?;
        tx.erase_account(account)?;
        tx.erase_drafts(&account.id)?;
        owners.push(account.id.clone());
    }
    owners.extend(
        found
            .intake
            .as_ref()
            .map(|intake| intake.as_str().to_owned()),
    );
    let mut keys = vec![];
    let queues = tx.every_client()?;
    for owner in owners {
        let owner = format!("{}/{owner}", platform.as_str());
        for (client, _) in queues.iter().filter(|(_, queue)| queue.owner == owner) {
            tx.erase_receipts(*client)?;
        }
        keys.extend(tx.destroy_person_key(&owner)?);
    }
    if keys.is_empty() && found.accounts.is_empty() && written.changed.is_empty() {
        return Ok(None);
    }
    let area = found.intake.clone().map_or(Area::Review, Area::Intake);
    note(tx, &Space::new(platform, area), &keys, &feed, &written, now)?;
    Ok(Some(Erased {
        keys,
        accounts: found.accounts.len(),
        records: written.changed.len(),
    }))
}

/// The record without the person.
fn without(record: &Record, found: &Found) -> Record {
    let accounts: Vec<_> = found
        .accounts
        .iter()
        .map(|account| account.id.clone())
        .collect();
    let record = record
        .without_accounts(&accounts)
        .unwrap_or_else(|| record.clone());
    match record {
        Record::Registration(registration)
            if Some(&registration.intake) == found.intake.as_ref() =>
        {
            Record::Registration(registration.without_person())
        }
        other => other,
    }
}

fn release(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    name: &LoginName,
    holder: RecordId,
) -> Result<(), StoreError> {
    tx.release_claim(platform, &login_claim(name), holder)
}

/// Writes down that it was done, and tells those who hold the records.
fn note(
    tx: &Transaction<'_>,
    log: &Space,
    keys: &[String],
    feed: &Feed,
    written: &Written,
    now: Timestamp,
) -> Result<(), StoreError> {
    let spaces: BTreeSet<_> = feed.spaces().cloned().chain([log.clone()]).collect();
    let mut locked = tx.lock_spaces(&spaces)?;
    let entry = Erasure {
        erased: keys,
        changed: &written.changed,
        contents: &written.contents,
        received: now,
    };
    let entry =
        serde_json::to_string(&entry).map_err(|error| StoreError::corrupt("entry", error))?;
    for (space, row) in &mut locked {
        if space == log {
            tx.append_log(space, row, &entry)?;
        }
        feed.write(tx, space, row)?;
        tx.advance_space(space, row);
    }
    Ok(())
}
