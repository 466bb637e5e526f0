//! Changing one's own password: every other session ends with the old one.

use super::{Account, Credential, Opened, check_password};
use crate::http::problem::{self, Answer};
use crate::http::state::App;
use crate::sessions::Token;

/// 修改密码 — sets `new` where `current` is right, ends all sessions of the
/// account and begins another.
///
/// # Errors
/// A wrong current password; every rule that the new one breaks; a wait.
pub async fn change_password(
    app: &App,
    account: Account,
    current: &str,
    new: &str,
) -> Answer<Opened> {
    let profile = app.profile(&account.platform)?;
    let turn = app.hasher.turn().await;
    let now = app.now();
    let key = account.clone();
    let (found, failures) = app
        .read(move |db| {
            Ok((
                db.account(&key.id)?,
                db.sign_in_failures(&key.platform, &key.login_name)?,
            ))
        })
        .await?;
    if let Some(seconds) = failures.wait(now) {
        return Err(problem::too_many_requests(seconds));
    }
    let (_, checked) = found.ok_or_else(problem::not_signed_in)?;
    if !turn.verify(current, Some(checked.hash.clone())).await? {
        app.write(move |db| Ok(db.sign_in_failed(&account.platform, &account.login_name, now)?))
            .await?;
        return Err(problem::wrong_current_password());
    }
    check_password(profile, &account.login_name, new)?;
    if new == current {
        return Err(problem::password_unchanged());
    }
    let credential = Credential {
        hash: turn.hash(new).await?,
        expires: None,
    };
    drop(turn);

    let token = Token::random()?;
    let (hash, timeouts) = (token.hash(), app.config.timeouts);
    let account = app
        .write(move |db| {
            let still = db
                .account(&account.id)?
                .filter(|(_, present)| present.hash == checked.hash);
            let Some((account, _)) = still else {
                return Err(problem::not_signed_in());
            };
            db.sign_in_succeeded(&account.platform, &account.login_name)?;
            db.set_password(&account.id, &credential, false)?;
            db.end_sessions_of(&account.id)?;
            db.begin_session(&hash, &account.id, now, timeouts)?;
            Ok(Account {
                must_change: false,
                ..account
            })
        })
        .await?;
    Ok(Opened { account, token })
}
