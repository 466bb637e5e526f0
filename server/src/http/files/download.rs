//! A file on its way back, to who may see it.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::attachment;
use domain::record_id::RecordId;
use domain::space::Space;
use serde::Deserialize;

use crate::files::{FileDigest, FileKind};
use crate::http::caller::Visitor;
use crate::http::problem::{self, Answer};
use crate::http::state::App;
use crate::store::{StoreError, StoredFile, Transaction};
use crate::sync::Caller;

/// Through which record the file is asked for; one's own need none.
#[derive(Deserialize)]
pub(super) struct Through {
    record: Option<RecordId>,
}

/// 下载 — `GET /v1/files/{sha256}?record=…`. Its bytes are compared with their digest.
///
/// # Errors
/// No such file, or none that the caller may see: the two look the same; it is damaged.
pub(super) async fn download(
    State(app): State<App>,
    Visitor(caller): Visitor,
    Path(name): Path<String>,
    Query(through): Query<Through>,
) -> Answer<Response> {
    let digest = FileDigest::parse(&name).ok_or_else(problem::not_found)?;
    let asked = digest.clone();
    let found = app
        .look(move |db| Ok(visible(db, &caller, &asked, through.record)?))
        .await?;
    let StoredFile { kind, .. } = found.ok_or_else(problem::not_found)?;
    let bytes = app.files.bytes(&digest).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_static(kind.media_type());
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::CONTENT_DISPOSITION, as_attachment(&digest, kind)?);
    Ok(response)
}

fn as_attachment(digest: &FileDigest, kind: FileKind) -> Answer<HeaderValue> {
    let name = &digest.as_str()[..12];
    let ending = kind.name();
    let text = format!("attachment; filename=\"{name}.{ending}\"");
    HeaderValue::from_str(&text).map_err(|_| problem::internal())
}

/// The file, if it is the caller's unit's, or named by a record that the caller sees: then
/// it is the one that this record's unit has.
fn visible(
    db: &Transaction<'_>,
    caller: &Caller,
    digest: &FileDigest,
    through: Option<RecordId>,
) -> Result<Option<StoredFile>, StoreError> {
    let mine: Vec<Space> = caller.actor.spaces(&caller.platform);
    for space in &mine {
        if let Some(found) = db.file(space, digest)? {
            return Ok(Some(found));
        }
    }
    let Some(id) = through else {
        return Ok(None);
    };
    let Some(named) = db.record(&caller.platform, &id)? else {
        return Ok(None);
    };
    let spaces = named.record.spaces(&caller.platform);
    let shown = spaces.iter().any(|space| mine.contains(space));
    if shown && attachment::names(&named.record, digest.as_str()) {
        db.file(&named.record.home(&caller.platform), digest)
    } else {
        Ok(None)
    }
}
