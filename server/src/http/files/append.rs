//! Going on with an upload (tus, core): what arrives is kept piece by piece, so that a
//! link that breaks costs no more than the last second.
//!
//! Nothing is locked meanwhile. Each piece is noted only where the upload still stands
//! where it began; of two calls the slower finds that it does not, and a stalled one is
//! in nobody's way.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

use super::checksum::{self, Checksum};
use super::follow::give_up;
use super::owner::{Owner, expires};
use super::tus::{self, EXPIRES, OFFSET};
use crate::files::FileKind;
use crate::http::problem::{self, Answer};
use crate::http::state::App;
use crate::store::{StoredFile, Upload};
use crate::sync::{Caller, arrive};

/// A piece that is kept by itself.
const PIECE: usize = 256 * 1024;

/// After a silence of so long what has arrived is kept, however little.
const SILENCE: Duration = Duration::from_secs(1);

/// 续传 — `PATCH /v1/files/uploads/{id}`.
///
/// # Errors
/// No such upload, or none of this unit; it stands elsewhere; the bytes are not those that
/// were digested; the file is not taken; the store's.
pub(super) async fn append(
    State(app): State<App>,
    owner: Owner,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != "application/offset+octet-stream") {
        return Err(problem::unsupported_media_type());
    }
    let offset = tus::number(&headers, &OFFSET).ok_or_else(problem::unclear_upload)?;
    let checksum = checksum::of(&headers)?;
    let upload = owner.upload(&app, &id).await?;
    if offset != upload.received {
        return Err(problem::other_offset());
    }
    let mut intake = Intake {
        app,
        caller: owner.caller,
        upload,
    };
    // A task of its own: a link that breaks must not end it before what has arrived is kept.
    let taken = tokio::spawn(async move {
        let body = body.into_data_stream();
        match checksum {
            Some(checksum) => intake.whole(body, &checksum).await,
            None => intake.flowing(body).await,
        }
        .map(|()| (intake.upload.received, expires(&intake.app)))
    });
    let (received, until) = taken.await.map_err(|_| problem::internal())??;
    let said = [
        (OFFSET, HeaderValue::from(received)),
        (EXPIRES, tus::date(until)),
    ];
    Ok((StatusCode::NO_CONTENT, said).into_response())
}

/// An upload that bytes arrive for.
struct Intake {
    app: App,
    caller: Caller,
    upload: Upload,
}

impl Intake {
    /// Keeps what arrives as it arrives.
    async fn flowing(&mut self, mut body: BodyDataStream) -> Answer<()> {
        let mut pending = BytesMut::new();
        loop {
            match tokio::time::timeout(SILENCE, body.next()).await {
                Ok(Some(Ok(bytes))) => {
                    self.room_for(pending.len() + bytes.len())?;
                    pending.extend_from_slice(&bytes);
                    if pending.len() >= PIECE {
                        self.take(pending.split().freeze()).await?;
                    }
                }
                Err(_) => self.take(pending.split().freeze()).await?,
                Ok(Some(Err(_))) => {
                    self.take(pending.freeze()).await?;
                    return Err(problem::malformed());
                }
                Ok(None) => return self.take(pending.freeze()).await,
            }
        }
    }

    /// Keeps what arrives once all of it has, and is what it was said to be.
    async fn whole(&mut self, mut body: BodyDataStream, checksum: &Checksum) -> Answer<()> {
        let mut pending = BytesMut::new();
        while let Some(bytes) = body.next().await {
            let bytes = bytes.map_err(|_| problem::malformed())?;
            self.room_for(pending.len() + bytes.len())?;
            pending.extend_from_slice(&bytes);
        }
        if !checksum.fits(&pending) {
            return Err(problem::checksum_mismatch());
        }
        self.take(pending.freeze()).await
    }

    fn room_for(&self, more: usize) -> Answer<()> {
        if self.upload.received + more as u64 > self.upload.size {
            return Err(problem::beyond_length());
        }
        Ok(())
    }

    async fn take(&mut self, bytes: Bytes) -> Answer<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let received = self.upload.received + bytes.len() as u64;
        if received == self.upload.size {
            self.finish(bytes).await?;
        } else {
            self.keep(bytes, received).await?;
        }
        self.upload.received = received;
        Ok(())
    }

    async fn keep(&self, bytes: Bytes, received: u64) -> Answer<()> {
        let name = self.app.files.keep_part(&self.upload.id, bytes).await?;
        let (upload, until, part) = (self.upload.clone(), expires(&self.app), name.clone());
        let noted = self.app.write(move |db| {
            if !db.advance_upload(&upload, received, until)? {
                return Err(problem::other_offset());
            }
            Ok(db.add_part(&upload.id, upload.received, &part)?)
        });
        let noted = noted.await;
        if noted.is_err() {
            self.app.files.remove_parts(&[name]).await;
        }
        noted
    }

    /// The last piece: the upload is said to be complete only once the file is kept, has
    /// its row, and what waits for it knows.
    async fn finish(&self, last: Bytes) -> Answer<()> {
        let (app, id) = (&self.app, self.upload.id.clone());
        let _permit = app.files.permit().await;
        let parts = app.read(move |db| Ok(db.parts(&id)?)).await?;
        let whole = app.files.joined(&parts, &last).await?;
        if !self.upload.digest.fits(whole.clone()).await {
            give_up(app, &self.upload.id).await?;
            return Err(problem::checksum_mismatch());
        }
        let looked = whole.clone();
        let kind = tokio::task::spawn_blocking(move || FileKind::of(&looked)).await;
        let kind = match kind.map_err(|_| problem::internal())? {
            Ok(kind) => kind,
            Err(why) => {
                give_up(app, &self.upload.id).await?;
                return Err(problem::unfit(why));
            }
        };
        app.files.keep(&self.upload.digest, whole).await?;
        let (upload, caller) = (self.upload.clone(), self.caller.clone());
        let (now, until) = (app.now(), expires(app));
        app.write(move |db| {
            if !db.advance_upload(&upload, upload.size, until)? {
                return Err(problem::other_offset());
            }
            db.forget_parts(&upload.id)?;
            let file = StoredFile {
                size: upload.size,
                kind,
            };
            Ok(arrive(
                db,
                &caller,
                &upload.space,
                &upload.digest,
                file,
                now,
            )?)
        })
        .await?;
        app.files.remove_parts(&parts).await;
        Ok(())
    }
}
