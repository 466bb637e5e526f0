//! Faults that are ours: the words for people; what happened goes to the log.

use axum::http::StatusCode;
use domain::protocol::ProblemCode;

use super::{Refused, problem};
use crate::accounts::HashingFailed;
use crate::store::StoreError;

/// 503 — not now.
#[must_use]
pub fn unavailable() -> Refused {
    problem(
        StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Unavailable,
        "平台暂时无法处理，您写的内容仍在本机，稍后会自动重试。",
        "The platform can’t answer just now. What you wrote is still on this device and will be sent again.",
    )
}

/// 500 — a fault of ours.
#[must_use]
pub fn internal() -> Refused {
    problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        ProblemCode::Internal,
        "平台出了故障，您写的内容仍在本机。请稍后再试，或联系平台。",
        "Something went wrong on the platform. What you wrote is still on this device; try again later or ask \
         the platform.",
    )
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Database(_) | StoreError::NotCommitted(_) | StoreError::Stopped => {
                unavailable()
            }
            _ => internal(),
        }
    }
}

impl From<HashingFailed> for Refused {
    fn from(_: HashingFailed) -> Self {
        tracing::error!("a password could not be hashed");
        unavailable()
    }
}

impl From<getrandom::Error> for Refused {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "no randomness");
        unavailable()
    }
}
