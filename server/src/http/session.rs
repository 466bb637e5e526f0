//! Signing in and out, and who one is.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::actor::Role;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use super::caller::SignedIn;
use super::json::Json;
use super::problem::Answer;
use super::state::App;
use crate::accounts::{self, Account, Opened};

const DAY_MS: i64 = 24 * 3_600_000;

/// `POST /v1/session`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    platform: PlatformId,
    login_name: String,
    password: String,
}

/// 账号信息 — who has signed in.
#[derive(Serialize)]
pub struct AccountInfo {
    /// The account.
    pub account: String,
    /// Its platform.
    pub platform: PlatformId,
    /// The name to sign in with.
    pub login_name: LoginName,
    /// The person's name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The unit for which it acts; null for the centre's staff.
    pub unit: Option<RecordId>,
    /// That unit's name.
    pub unit_name: Option<String>,
    /// Whether nothing goes before a new password is set.
    pub must_change_password: bool,
    /// Until when this device may show the unit's records without contact.
    pub lease_until: Timestamp,
    /// The server's clock.
    pub now: Timestamp,
}

/// 登录 — `POST /v1/session`.
///
/// # Errors
/// Wrong credentials; a wait after wrong ones.
pub async fn sign_in(State(app): State<App>, Json(asked): Json<SignInRequest>) -> Answer<Response> {
    app.profile(&asked.platform)?;
    let opened =
        accounts::sign_in(&app, asked.platform, &asked.login_name, &asked.password).await?;
    with_cookie(&app, opened).await
}

/// 当前登录 — `POST /v1/session/current`.
///
/// # Errors
/// No session.
pub async fn current(State(app): State<App>, signed_in: SignedIn) -> Answer<Json<AccountInfo>> {
    info(&app, signed_in.account).await.map(Json)
}

/// 退出 — `POST /v1/session/end`. Who has no session has ended it.
///
/// # Errors
/// The store's.
pub async fn end(State(app): State<App>, headers: HeaderMap) -> Answer<Response> {
    if let Some(token) = app.config.cookie().read(&headers) {
        let token = token.hash();
        app.write(move |db| Ok(db.end_session(&token)?)).await?;
    }
    let cleared = [(header::SET_COOKIE, app.config.cookie().clear())];
    Ok((StatusCode::NO_CONTENT, cleared).into_response())
}

/// An answer that hands out a new session.
///
/// # Errors
/// The store's.
pub async fn with_cookie(app: &App, opened: Opened) -> Answer<Response> {
    let cookie = app
        .config
        .cookie()
        .set(&opened.token, app.config.timeouts.absolute / 1000);
    let info = info(app, opened.account).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(info)).into_response())
}

/// The name of the unit that this registration made.
///
/// # Errors
/// The store's.
pub async fn unit_name(
    app: &App,
    platform: &PlatformId,
    unit: Option<RecordId>,
) -> Answer<Option<String>> {
    let Some(unit) = unit else { return Ok(None) };
    let platform = platform.clone();
    let found = app
        .read(move |db| Ok(db.record(&platform, &unit.with_row(1))?))
        .await?;
    Ok(found.and_then(|found| match found.record {
        Record::Unit(unit) => Some(unit.name.as_str().to_owned()),
        _ => None,
    }))
}

async fn info(app: &App, account: Account) -> Answer<AccountInfo> {
    let unit_name = unit_name(app, &account.platform, account.unit).await?;
    let now = app.now();
    let days = i64::from(app.profile(&account.platform)?.access_lease_days);
    Ok(AccountInfo {
        account: account.id,
        platform: account.platform,
        login_name: account.login_name,
        name: account.name,
        role: account.role,
        unit: account.unit,
        unit_name,
        must_change_password: account.must_change,
        lease_until: now.plus_millis(days * DAY_MS),
        now,
    })
}
