//! 清理: uploads that nobody has gone on with are given up, pieces that belong to none are
//! removed, and so are drafts that lay untouched for too long.

use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::http::problem::Answer;
use crate::http::state::App;
use crate::sync;

/// How often.
const EACH: Duration = Duration::from_secs(3600);

/// A piece without an upload is left alone for so long: its row may be on its way.
const FRESH_MS: i64 = 24 * 3_600_000;

/// 清理 — gives up the uploads whose time is over; how many there were.
///
/// # Errors
/// The store or the place of files failed.
pub async fn sweep(app: &App) -> Answer<usize> {
    let now = app.now();
    let ended = app.read(move |db| Ok(db.ended_uploads(now)?)).await?;
    for id in &ended {
        let upload = id.clone();
        let parts = app
            .write(move |db| {
                let parts = db.parts(&upload)?;
                db.end_upload(&upload)?;
                Ok(parts)
            })
            .await?;
        app.files.remove_parts(&parts).await;
    }
    remove_strays(app).await?;
    Ok(ended.len())
}

/// Pieces whose server was killed before it noted them.
async fn remove_strays(app: &App) -> Answer<()> {
    let before = app.now().plus_millis(-FRESH_MS).as_millis();
    let root = Path::from("uploads");
    let mut found = app.files.objects.list(Some(&root));
    while let Some(piece) = found.try_next().await.map_err(super::FilesError::from)? {
        if piece.last_modified.timestamp_millis() > before {
            continue;
        }
        let name = piece.location.to_string();
        let upload = name.split('/').nth(1).unwrap_or_default().to_owned();
        let known = app
            .read(move |db| Ok(db.parts(&upload)?.contains(&name)))
            .await?;
        if !known {
            let _ = app.files.objects.delete(&piece.location).await;
        }
    }
    Ok(())
}

/// Sweeps at once and each hour, until the server stops.
pub async fn each_hour(app: App) {
    let mut stopping = app.stopping.clone();
    loop {
        if sweep(&app).await.is_err() {
            tracing::warn!("uploads could not be swept up; they are tried again in an hour");
        }
        let now = app.now();
        let drafts = app.write(move |db| Ok(sync::sweep_drafts(db, now)?)).await;
        if drafts.is_err() {
            tracing::warn!("old drafts could not be swept up; they are tried again in an hour");
        }
        tokio::select! {
            () = tokio::time::sleep(EACH) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}
