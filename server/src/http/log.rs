//! The access log: one JSON line a call, with what is needed to find a fault
//! and nothing that opens a door — no query, no headers, no body.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::space::hex;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// 访问日志 — writes a line when the answer's head is ready.
pub async fn access(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let id = request_id();
    let mut response = next.run(request).await;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    tracing::info!(target: "access", request_id = %id, %method, %path, status, milliseconds);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn request_id() -> String {
    let mut bytes = [0; 8];
    // Without randomness a line merely has no name of its own.
    let _ = getrandom::fill(&mut bytes);
    hex(&bytes)
}
