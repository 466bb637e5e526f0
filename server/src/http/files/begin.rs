//! Beginning an upload (tus, creation): its length and digest are known before a byte.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::attachment::MAX_FILE_BYTES;
use domain::space::hex;

use super::metadata;
use super::owner::{Owner, expires};
use super::tus::{self, EXPIRES, LENGTH};
use crate::http::problem::{self, Answer};
use crate::http::state::App;
use crate::store::Upload;

/// The most uploads that a unit has under way.
const UNDER_WAY: u64 = 500;

/// 新建上传 — `POST /v1/files`.
///
/// # Errors
/// The file is too large, or has no length or digest; the unit has no room; the store's.
pub(super) async fn begin(
    State(app): State<App>,
    owner: Owner,
    headers: HeaderMap,
) -> Answer<Response> {
    let size = tus::number(&headers, &LENGTH)
        .filter(|size| *size > 0)
        .ok_or_else(problem::unclear_upload)?;
    if size > MAX_FILE_BYTES {
        return Err(problem::file_too_large());
    }
    let said = metadata::of(&headers).ok_or_else(problem::unclear_upload)?;
    let mut name = [0; 16];
    getrandom::fill(&mut name)?;
    let upload = Upload {
        id: hex(&name),
        space: owner.space,
        digest: said.digest,
        size,
        received: 0,
        metadata: said.text,
        expires: expires(&app),
    };
    let answer = [(header::LOCATION, format!("/v1/files/uploads/{}", upload.id))];
    let until = [(EXPIRES, tus::date(upload.expires))];
    let quota = app.files.quota();
    app.write(move |db| {
        let (taken, under_way) = db.room_taken(&upload.space)?;
        if taken.saturating_add(size) > quota || under_way >= UNDER_WAY {
            return Err(problem::no_room());
        }
        Ok(db.begin_upload(&upload)?)
    })
    .await?;
    Ok((StatusCode::CREATED, answer, until).into_response())
}
