//! Who calls: the session's account, or an applicant with an intake's secret.
//! A client's word for it counts for nothing.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::actor::Actor;
use domain::profile::PlatformId;
use domain::protocol::{ACCOUNT_HEADER, INTAKE_HEADER, PLATFORM_HEADER};
use domain::space::IntakeId;

use super::problem::{self, Answer, Refused};
use super::state::App;
use crate::accounts::Account;
use crate::sessions::TokenHash;
use crate::sync::Caller;

/// The shortest secret that opens an intake.
const SHORTEST_SECRET: usize = 32;

/// 已登录者 — somebody with a session, who may still owe a new password.
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// The session.
    pub session: TokenHash,
}

/// 来访者 — an account that owes no password change, or an applicant.
pub struct Visitor(pub Caller);

/// 本人 — an account that owes no password change.
pub struct Person(pub Caller);

/// 申请凭证 — the intake that the caller's secret opens.
pub struct Intake(pub IntakeId);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        // A stream looks on, which is no sign of a person at work.
        let working = matches!(parts.method, Method::POST | Method::PATCH);
        signed_in(app, &parts.headers, working).await
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        if let Some(intake) = intake(&parts.headers) {
            let platform = parts
                .headers
                .get(PLATFORM_HEADER)
                .and_then(|value| value.to_str().ok());
            let platform = platform.and_then(|text| PlatformId::parse(text).ok());
            let platform = platform.ok_or_else(problem::unknown_platform)?;
            app.profile(&platform)?;
            let owner = intake.as_str().to_owned();
            return Ok(Self(Caller {
                platform,
                actor: Actor::Applicant { intake },
                owner,
            }));
        }
        let Person(caller) = Person::from_request_parts(parts, app).await?;
        Ok(Self(caller))
    }
}

impl FromRequestParts<App> for Person {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let SignedIn { account, .. } = SignedIn::from_request_parts(parts, app).await?;
        if account.must_change {
            return Err(problem::password_change_required());
        }
        Ok(Self(Caller {
            platform: account.platform.clone(),
            actor: account.actor(),
            owner: account.id,
        }))
    }
}

impl FromRequestParts<App> for Intake {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        intake(&parts.headers)
            .map(Self)
            .ok_or_else(problem::not_signed_in)
    }
}

/// The session that the headers carry, if it lives. Role, unit and whether the
/// account is still open are read anew each time. A browser has one session but
/// may hold the queues of several accounts: one that names its account is never
/// taken for another's.
///
/// # Errors
/// No session, one that has ended, or another account's.
pub async fn signed_in(app: &App, headers: &HeaderMap, working: bool) -> Answer<SignedIn> {
    let token = app
        .config
        .cookie()
        .read(headers)
        .ok_or_else(problem::not_signed_in)?
        .hash();
    let now = app.now();
    let key = token.clone();
    let found = app
        .look(move |db| Ok(db.session_with_account(&key)?))
        .await?;
    let (session, account) = found
        .filter(|(session, _)| session.lives(now, app.config.timeouts))
        .filter(|(_, account)| {
            headers
                .get(ACCOUNT_HEADER)
                .is_none_or(|named| *named == account.id)
        })
        .ok_or_else(problem::not_signed_in)?;
    if working && session.stale(now) {
        let key = token.clone();
        app.write(move |db| Ok(db.touch_session(&key, now)?))
            .await?;
    }
    Ok(SignedIn {
        account,
        session: token,
    })
}

fn intake(headers: &HeaderMap) -> Option<IntakeId> {
    let secret = headers.get(INTAKE_HEADER)?.to_str().ok()?;
    (secret.len() >= SHORTEST_SECRET).then(|| IntakeId::of_secret(secret))
}
