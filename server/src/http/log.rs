//! The access log: one JSON line a call, with what is needed to find a fault
//! and nothing that opens a door — no query, no headers, no body.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::Response;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// 访问 — a call that is being answered.
pub(super) struct Access {
    began: Instant,
    method: Method,
    path: String,
}

impl Access {
    /// Notes what is asked.
    pub(super) fn of(request: &Request) -> Self {
        Self {
            began: Instant::now(),
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
        }
    }

    /// 访问日志 — writes a line when the answer's head is ready, and its name on it.
    pub(super) fn log(self, response: &mut Response) {
        let Self {
            began,
            method,
            path,
        } = self;
        let id = request_id();
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let status = response.status().as_u16();
        tracing::info!(target: "access", request_id = %id, %method, %path, status, milliseconds);
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
    }
}

/// A name that no other line has: a number that goes up, begun by chance and spread
/// over all digits (an odd factor gives each number another one).
fn request_id() -> String {
    static FIRST: OnceLock<u64> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let first = FIRST.get_or_init(|| {
        let mut bytes = [0; 8];
        // Without randomness names begin where those of the last start did.
        let _ = getrandom::fill(&mut bytes);
        u64::from_ne_bytes(bytes)
    });
    let number = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
    format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_calls_have_the_same_name() {
        let names: std::collections::BTreeSet<_> = (0..1000).map(|_| request_id()).collect();
        assert_eq!(names.len(), 1000);
        assert!(names.iter().all(|name| name.len() == 16));
    }
}
