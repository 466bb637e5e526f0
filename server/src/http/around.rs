//! What every call goes through, as two layers: one a check would cost each call
//! another copy of all that lies beneath it.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::log::Access;
use super::state::App;
use super::{guard, headers, last_resort, limits};

/// 答复 — the log, the headers and the wording of last resort, around everything.
pub(super) async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let access = Access::of(&request);
    let api = headers::is_api(request.uri().path());
    let mut response = last_resort::worded(api, next.run(request).await);
    headers::secure(&app, api, &mut response);
    access.log(&mut response);
    response
}

/// 放行 — lets a call in that comes neither too often nor from elsewhere.
pub(super) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let admitted =
        limits::slow_down(&app, &request).and_then(|()| guard::same_site(&app, &request));
    match admitted {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    }
}
