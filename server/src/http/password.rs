//! Setting passwords: one's own, and the first one of an approved unit.

use axum::extract::State;
use axum::response::Response;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record_id::RecordId;
use serde::{Deserialize, Serialize};

use super::caller::{Intake, SignedIn};
use super::json::Json;
use super::problem::Answer;
use super::session::{unit_name, with_cookie};
use super::state::App;
use crate::accounts;

/// `POST /v1/password`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    current: String,
    new: String,
}

/// `POST /v1/activation`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationRequest {
    platform: PlatformId,
    registration: RecordId,
    password: String,
}

/// 已激活 — the account that has just been opened.
#[derive(Serialize)]
pub struct Activated {
    /// Its platform.
    pub platform: PlatformId,
    /// The name to sign in with.
    pub login_name: LoginName,
    /// The unit for which it acts.
    pub unit: Option<RecordId>,
    /// That unit's name.
    pub unit_name: Option<String>,
}

/// 修改密码 — `POST /v1/password`.
///
/// # Errors
/// A wrong current password; every rule that the new one breaks.
pub async fn change(
    State(app): State<App>,
    SignedIn { account, .. }: SignedIn,
    Json(asked): Json<ChangeRequest>,
) -> Answer<Response> {
    let opened = accounts::change_password(&app, account, &asked.current, &asked.new).await?;
    with_cookie(&app, opened).await
}

/// 激活账号 — `POST /v1/activation`.
///
/// # Errors
/// See [`accounts::activate`].
pub async fn activate(
    State(app): State<App>,
    Intake(intake): Intake,
    Json(asked): Json<ActivationRequest>,
) -> Answer<Json<Activated>> {
    let ActivationRequest {
        platform,
        registration,
        password,
    } = asked;
    let account = accounts::activate(&app, platform, intake, registration, &password).await?;
    let unit_name = unit_name(&app, &account.platform, account.unit).await?;
    let (platform, login_name, unit) = (account.platform, account.login_name, account.unit);
    Ok(Json(Activated {
        platform,
        login_name,
        unit,
        unit_name,
    }))
}
