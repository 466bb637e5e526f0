//! How far an upload has come, and giving it up (tus, core and termination).

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::append::append;
use super::owner::Owner;
use super::tus::{self, EXPIRES, LENGTH, METADATA, OFFSET};
use crate::http::problem::{self, Answer};
use crate::http::state::App;

/// 进度 — `HEAD /v1/files/uploads/{id}`.
///
/// # Errors
/// No such upload, or none of this unit; it was given up; the store's.
pub(super) async fn progress(
    State(app): State<App>,
    owner: Owner,
    Path(id): Path<String>,
) -> Answer<Response> {
    let upload = owner.upload(&app, &id).await?;
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(upload.received));
    headers.insert(LENGTH, HeaderValue::from(upload.size));
    headers.insert(EXPIRES, tus::date(upload.expires));
    if let Ok(said) = HeaderValue::from_str(&upload.metadata) {
        headers.insert(METADATA, said);
    }
    Ok(response)
}

/// 放弃上传 — `DELETE /v1/files/uploads/{id}`. A file that has arrived stays.
///
/// # Errors
/// No such upload, or none of this unit; the store's.
pub(super) async fn end(
    State(app): State<App>,
    owner: Owner,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let upload = owner.upload(&app, &id).await?;
    give_up(&app, &upload.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 换用 POST — what the header `X-HTTP-Method-Override` says.
///
/// # Errors
/// It says nothing that there is; those of what it says.
pub(super) async fn by_post(
    app: State<App>,
    owner: Owner,
    id: Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let meant = headers.get("x-http-method-override");
    match meant.and_then(|meant| meant.to_str().ok()) {
        Some("PATCH") => append(app, owner, id, headers, body).await,
        Some("HEAD") => progress(app, owner, id).await,
        Some("DELETE") => end(app, owner, id).await.map(IntoResponse::into_response),
        _ => Err(problem::method_not_allowed()),
    }
}

/// Forgets an upload and what has arrived of it.
pub(super) async fn give_up(app: &App, id: &str) -> Answer<()> {
    let id = id.to_owned();
    let parts = app
        .write(move |db| {
            let parts = db.parts(&id)?;
            db.end_upload(&id)?;
            Ok(parts)
        })
        .await?;
    app.files.remove_parts(&parts).await;
    Ok(())
}
