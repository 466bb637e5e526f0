//! Push and pull: the way from a call to the sync core and back.

use axum::extract::State;
use domain::protocol::{PullRequest, PullResponse, PushRequest, PushResponse};

use super::caller::Visitor;
use super::json::Json;
use super::problem::Answer;
use super::state::App;
use crate::sync;

/// 上传 — `POST /v1/push`.
///
/// # Errors
/// See [`sync::push`].
pub async fn push(
    State(app): State<App>,
    Visitor(caller): Visitor,
    Json(request): Json<PushRequest>,
) -> Answer<Json<PushResponse>> {
    let now = app.now();
    let shared = app.clone();
    let answer = app
        .write(move |db| Ok(sync::push(db, &caller, &request, &shared.profiles, now)?))
        .await?;
    Ok(Json(answer))
}

/// 下载 — `POST /v1/pull`.
///
/// # Errors
/// See [`sync::pull`].
pub async fn pull(
    State(app): State<App>,
    Visitor(caller): Visitor,
    Json(request): Json<PullRequest>,
) -> Answer<Json<PullResponse>> {
    let now = app.now();
    let days = app.profile(&caller.platform)?.access_lease_days;
    let answer = app
        .read(move |db| Ok(sync::pull(db, &caller, &request, days, now)?))
        .await?;
    Ok(Json(answer))
}
