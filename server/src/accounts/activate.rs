//! Activation: whoever holds an approved application's secret sets the unit's
//! first password, once.

use domain::actor::Role;
use domain::profile::PlatformId;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::Registration;
use domain::space::IntakeId;

use super::{Account, Credential, check_password, new_id};
use crate::http::problem::{self, Answer};
use crate::http::state::App;

/// 激活 — opens the account that `registration` asked for, with `password`.
///
/// # Errors
/// Another's application or none; one not approved; an account that is open
/// already; every rule that the password breaks.
pub async fn activate(
    app: &App,
    platform: PlatformId,
    intake: IntakeId,
    registration: RecordId,
    password: &str,
) -> Answer<Account> {
    let profile = app.profile(&platform)?;
    let key = platform.clone();
    let (found, activated) = app
        .read(move |db| {
            let found = db.record(&key, &registration)?;
            Ok((found, db.is_activated(&key, registration)?))
        })
        .await?;
    let found = match found.map(|found| found.record) {
        Some(Record::Registration(found)) if found.intake == intake && !found.is_erased() => found,
        _ => return Err(problem::not_found()),
    };
    let Registration {
        unit: Some(unit),
        details,
        ..
    } = found
    else {
        return Err(problem::not_approved());
    };
    if activated {
        return Err(problem::already_activated());
    }
    check_password(profile, &details.login_name, password)?;
    let credential = Credential {
        hash: app.hasher.turn().await.hash(password).await?,
        expires: None,
    };

    let account = Account {
        id: new_id()?.to_string(),
        platform,
        login_name: details.login_name,
        name: details.operator_name.as_str().to_owned(),
        unit: Some(unit),
        role: Role::UnitAdmin,
        must_change: false,
    };
    let (now, opened) = (app.now(), account.clone());
    // Of two activations at once, one finds the other's row.
    let added = app
        .write(move |db| Ok(db.add_account(&opened, &credential, Some(registration), now)?))
        .await?;
    if added {
        Ok(account)
    } else {
        Err(problem::already_activated())
    }
}
