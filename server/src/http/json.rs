//! JSON in and out. A body is of the asked shape and within the limit, or there
//! is a problem that says where reading ended and repeats nothing of it.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::{self, Refused};

/// 内容 — a body that has been read, or one to be written.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let bytes =
            Bytes::from_request(request, state)
                .await
                .map_err(|rejection| match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => problem::too_large(),
                    _ => problem::malformed(),
                })?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| problem::malformed_at(error.line(), error.column()))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                problem::internal().into_response()
            }
        }
    }
}
