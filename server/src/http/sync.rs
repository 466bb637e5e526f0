//! Push, pull and drafts: the way from a call to the sync core and back.

use std::sync::Arc;

use axum::extract::State;
use domain::draft::Lines;
use domain::protocol::{PullRequest, PullResponse, PushRequest, PushResponse};

use super::caller::{Person, Visitor};
use super::json::Json;
use super::problem::{self, Answer};
use super::state::App;
use crate::store::Transaction;
use crate::sync;

/// 上传 — `POST /v1/push`.
///
/// # Errors
/// See [`sync::push`].
pub async fn push(
    State(app): State<App>,
    Visitor(caller): Visitor,
    Json(mut request): Json<PushRequest>,
) -> Answer<Json<PushResponse>> {
    if !request.unpack() {
        return Err(problem::malformed());
    }
    let now = app.now();
    let days = app.profile(&caller.platform)?.access_lease_days;
    let request = Arc::new(request);
    let (shared, pushed, owner) = (app.clone(), request.clone(), caller.clone());
    let mut answer = app
        .write(move |db| Ok(sync::push(db, &owner, &pushed, &shared.profiles, now)?))
        .await?;
    if let Some(follow_up) = answer.follow_up(&request) {
        let news = app.read(move |db| Ok(sync::pull(db, &caller, &follow_up, days, now)?));
        // What was pushed is done; news that cannot be had now is asked for later.
        answer.news = news.await.ok();
    }
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

/// 草稿 — `POST /v1/drafts`.
///
/// # Errors
/// See [`sync::drafts`].
pub async fn drafts(
    State(app): State<App>,
    Person(caller): Person,
    Json(request): Json<Lines>,
) -> Answer<Json<Lines>> {
    let now = app.now();
    // Who only asks, as most calls do, keeps nobody from writing.
    let brings = request.values().any(|line| line.contains('\n'));
    let exchange = move |db: &Transaction<'_>| Ok(sync::drafts(db, &caller, &request, now)?);
    let answer = match brings {
        true => app.write(exchange).await?,
        false => app.read(exchange).await?,
    };
    Ok(Json(answer))
}
