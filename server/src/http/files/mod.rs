//! 附件: uploads by [tus 1.0.0](https://tus.io/protocols/resumable-upload), and the way
//! back. A file belongs to the unit that sent it; the centre sees it through a listing
//! that names it. To anybody else it does not exist, digest known or not.

mod append;
mod begin;
mod checksum;
mod download;
mod follow;
mod metadata;
mod owner;
mod tus;

use axum::middleware::from_fn;
use axum::routing::{MethodRouter, delete, get, head, options, patch, post};

use super::state::App;

/// 能力 — `OPTIONS /v1/files`.
pub(super) fn abilities() -> MethodRouter<App> {
    options(tus::abilities).layer(from_fn(tus::speak))
}

/// 新建上传 — `POST /v1/files`.
pub(super) fn begin() -> MethodRouter<App> {
    post(begin::begin).layer(from_fn(tus::speak))
}

/// 进度 — `HEAD /v1/files/uploads/{id}`.
pub(super) fn progress() -> MethodRouter<App> {
    head(follow::progress).layer(from_fn(tus::speak))
}

/// 续传 — `PATCH /v1/files/uploads/{id}`.
pub(super) fn append() -> MethodRouter<App> {
    patch(append::append).layer(from_fn(tus::speak))
}

/// 放弃上传 — `DELETE /v1/files/uploads/{id}`.
pub(super) fn end() -> MethodRouter<App> {
    delete(follow::end).layer(from_fn(tus::speak))
}

/// 换用 POST — `POST /v1/files/uploads/{id}` where the way lets no other method through.
pub(super) fn by_post() -> MethodRouter<App> {
    post(follow::by_post).layer(from_fn(tus::speak))
}

/// 下载 — `GET /v1/files/{sha256}`.
pub(super) fn download() -> MethodRouter<App> {
    get(download::download)
}
