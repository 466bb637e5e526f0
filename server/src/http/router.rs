//! The table of contents: every route, who may call it, and what each call
//! goes through on its way.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use domain::protocol::MAX_PUSH_BYTES;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::problem::{self, Refused};
use super::state::App;
use super::{around, files, health, last_resort, password, poke, session, sync};
use crate::assets;

/// A body of which nothing arrives for so long is given up.
const BODY_SILENCE: Duration = Duration::from_secs(60);

/// The most bytes of an answer that goes out as it is.
const SHORT: u64 = 512;

/// 准入 — who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Whoever has a session, also one that owes a new password.
    Session,
    /// Whoever holds an intake's secret.
    Applicant,
    /// A session that owes no new password, or an intake's secret.
    Visitor,
    /// A session that owes no new password.
    Account,
    /// A session of a unit's account that owes no new password.
    Unit,
}

/// 路由 — one route.
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    handler: fn() -> MethodRouter<App>,
}

/// Where an upload is.
const UPLOAD: &str = "/v1/files/uploads/{id}";

/// Every route of the server; what is not here is the front end's.
pub const ROUTES: &[Route] = &[
    route("GET", "/healthz", Access::Anyone, || get(health::health)),
    route("POST", "/v1/session", Access::Anyone, || {
        post(session::sign_in)
    }),
    route("POST", "/v1/session/current", Access::Session, || {
        post(session::current)
    }),
    route("POST", "/v1/session/end", Access::Anyone, || {
        post(session::end)
    }),
    route("POST", "/v1/password", Access::Session, || {
        post(password::change)
    }),
    route("POST", "/v1/activation", Access::Applicant, || {
        post(password::activate)
    }),
    route("POST", "/v1/push", Access::Visitor, || post(sync::push)),
    route("POST", "/v1/pull", Access::Visitor, || post(sync::pull)),
    route("POST", "/v1/drafts", Access::Account, || post(sync::drafts)),
    route("GET", "/v1/poke", Access::Visitor, || get(poke::poke)),
    route("OPTIONS", "/v1/files", Access::Anyone, files::abilities),
    route("POST", "/v1/files", Access::Unit, files::begin),
    route("HEAD", UPLOAD, Access::Unit, files::progress),
    route("PATCH", UPLOAD, Access::Unit, files::append),
    route("DELETE", UPLOAD, Access::Unit, files::end),
    route("POST", UPLOAD, Access::Unit, files::by_post),
    route(
        "GET",
        "/v1/files/{sha256}",
        Access::Visitor,
        files::download,
    ),
];

const fn route(
    method: &'static str,
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    Route {
        method,
        path,
        access,
        handler,
    }
}

/// 路由表 — the routes, and around them, from the outside in: the log, the
/// headers, wording of last resort, limits, the same-site check, bodies.
pub fn router(app: &App) -> Router {
    ROUTES
        .iter()
        .fold(Router::new(), |router, route| {
            router.route(route.path, (route.handler)())
        })
        .method_not_allowed_fallback(no_such_method)
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .fallback(assets::serve)
        .layer(DefaultBodyLimit::max(MAX_PUSH_BYTES))
        .layer(RequestDecompressionLayer::new())
        .layer(RequestBodyTimeoutLayer::new(BODY_SILENCE))
        .layer(from_fn_with_state(app.clone(), around::admit))
        .layer(CatchPanicLayer::custom(last_resort::panicked))
        .layer(from_fn_with_state(app.clone(), around::answer))
        .with_state(app.clone())
}

/// What an answer has to be to be compressed. A short one travels in one packet
/// either way, and compressing it took a third of all the work of a push.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(SizeAbove::new(SHORT))
}

async fn no_such_method() -> Refused {
    problem::method_not_allowed()
}
