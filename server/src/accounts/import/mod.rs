//! Importing accounts from a sheet: each row stands for itself, a bad one is
//! named with its line and its reason, and none is lost in silence.

mod rows;

pub use rows::{ImportRow, read};

use domain::change::{Claim, ClaimKind, Holder};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::sentence::Sentence;
use domain::timestamp::Timestamp;

use super::{Account, Credential, new_id};
use crate::store::{StoreError, Transaction};

/// Adds the account of a row; the reason, where the platform cannot have it.
///
/// # Errors
/// The store failed.
pub fn add(
    db: &Transaction<'_>,
    row: &ImportRow,
    credential: &Credential,
    now: Timestamp,
) -> Result<Result<(), Sentence>, StoreError> {
    let Some(unit) = unit_of(db, row)? else {
        let code = row.credit_code.as_str();
        return Ok(Err(Sentence::new(
            format!("平台上没有信用代码为 {code} 的单位，请先办理单位注册"),
            format!("no unit with credit code {code} is registered on the platform"),
        )));
    };
    let taken = Sentence::new(
        format!("登录名 {} 已被使用", row.login_name),
        format!("the login name {} is in use", row.login_name),
    );
    let claim = Claim {
        kind: ClaimKind::LoginName,
        value: row.login_name.as_str().to_owned(),
    };
    if db.holder(&row.platform, &claim)? != Holder::Nobody {
        return Ok(Err(taken));
    }
    let id = new_id().map_err(|error| StoreError::Randomness(error.to_string()))?;
    db.take_claim(&row.platform, &claim, id)?;
    let account = Account {
        id: id.to_string(),
        platform: row.platform.clone(),
        login_name: row.login_name.clone(),
        name: row.name.as_str().to_owned(),
        unit: Some(unit),
        role: row.role,
        must_change: row.must_change,
    };
    Ok(if db.add_account(&account, credential, None, now)? {
        Ok(())
    } else {
        Err(taken)
    })
}

fn unit_of(db: &Transaction<'_>, row: &ImportRow) -> Result<Option<RecordId>, StoreError> {
    let claim = Claim {
        kind: ClaimKind::CreditCode,
        value: row.credit_code.as_str().to_owned(),
    };
    let Holder::Record(holder) = db.holder(&row.platform, &claim)? else {
        return Ok(None);
    };
    Ok(db
        .record(&row.platform, &holder)?
        .and_then(|found| match found.record {
            Record::Registration(registration) => registration.unit,
            _ => None,
        }))
}
