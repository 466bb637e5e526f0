//! Signing in: whoever guesses learns nothing, and has to wait.

use domain::identifiers::LoginName;
use domain::profile::PlatformId;

use super::{Account, MAX_PASSWORD};
use crate::http::problem::{self, Answer};
use crate::http::state::App;
use crate::sessions::Token;

/// 已登录 — a session that has just begun.
pub struct Opened {
    /// Who signed in.
    pub account: Account,
    /// The session's secret, for the cookie.
    pub token: Token,
}

/// 登录 — begins a session. Known and unknown names take the same way and do
/// the same work.
///
/// # Errors
/// One refusal for a wrong name and a wrong password; a wait after wrong ones.
pub async fn sign_in(
    app: &App,
    platform: PlatformId,
    login_name: &str,
    password: &str,
) -> Answer<Opened> {
    let too_long = password.chars().count() > MAX_PASSWORD;
    let Some(login_name) = LoginName::parse(login_name).ok().filter(|_| !too_long) else {
        app.hasher.turn().await.verify("", None).await?;
        return Err(problem::wrong_credentials());
    };
    // What is read while holding a turn is fresh: of many guesses at once,
    // those that wait for a turn meet the lock that the first ones made.
    let turn = app.hasher.turn().await;
    let now = app.now();
    let key = (platform.clone(), login_name.clone());
    let (found, failures) = app
        .read(move |db| {
            Ok((
                db.account_by_login_name(&key.0, &key.1)?,
                db.sign_in_failures(&key.0, &key.1)?,
            ))
        })
        .await?;
    if let Some(seconds) = failures.wait(now) {
        return Err(problem::too_many_requests(seconds));
    }
    let valid =
        found.filter(|(_, credential)| credential.expires.is_none_or(|expires| now < expires));
    let hash = valid
        .as_ref()
        .map(|(_, credential)| credential.hash.clone());
    let right = turn.verify(password, hash).await?;
    let Some((account, checked)) = valid.filter(|_| right) else {
        app.write(move |db| Ok(db.sign_in_failed(&platform, &login_name, now)?))
            .await?;
        return Err(problem::wrong_credentials());
    };
    drop(turn);

    let token = Token::random()?;
    let (hash, timeouts) = (token.hash(), app.config.timeouts);
    let account = app
        .write(move |db| {
            db.sign_in_succeeded(&platform, &login_name)?;
            // Between the check and now the password may have been changed.
            let still = db
                .account(&account.id)?
                .filter(|(_, present)| present.hash == checked.hash);
            let Some((account, _)) = still else {
                return Err(problem::wrong_credentials());
            };
            db.begin_session(&hash, &account.id, now, timeouts)?;
            Ok(account)
        })
        .await?;
    Ok(Opened { account, token })
}
