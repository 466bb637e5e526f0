//! Whose files: the unit for which somebody works.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::actor::Permission;
use domain::space::{Area, Space};

use crate::http::caller::Visitor;
use crate::http::problem::{self, Answer, Refused};
use crate::http::state::App;
use crate::store::Upload;
use crate::sync::Caller;

/// How long an upload waits for somebody to go on with it.
const PATIENCE_MS: i64 = 7 * 24 * 3_600_000;

/// 上传者 — who may upload, and the space that will have the file.
pub(super) struct Owner {
    pub(super) caller: Caller,
    pub(super) space: Space,
}

impl FromRequestParts<App> for Owner {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let Visitor(caller) = Visitor::from_request_parts(parts, app).await?;
        let unit = caller
            .actor
            .unit()
            .filter(|_| caller.actor.may(Permission::FileListing))
            .ok_or_else(problem::no_uploads)?;
        let space = Space::new(&caller.platform, Area::Listings(unit));
        Ok(Self { caller, space })
    }
}

impl Owner {
    /// The upload of that name, if it is this unit's and its time is not over.
    pub(super) async fn upload(&self, app: &App, id: &str) -> Answer<Upload> {
        let id = id.to_owned();
        let found = app.look(move |db| Ok(db.upload(&id)?)).await?;
        let upload = found
            .filter(|upload| upload.space == self.space)
            .ok_or_else(problem::not_found)?;
        if upload.expires <= app.now() {
            return Err(problem::upload_ended());
        }
        Ok(upload)
    }
}

/// When an upload is given up with which somebody went on just now.
pub(super) fn expires(app: &App) -> domain::timestamp::Timestamp {
    app.now().plus_millis(PATIENCE_MS)
}
