//! Problems: why a whole call was refused (RFC 9457, `application/problem+json`).

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::sentence::Sentence;

/// 问题 — why a call was refused: a code for programs, a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// What kind of problem, with its numbers.
    #[serde(flatten)]
    pub code: ProblemCode,
    /// What a person is told.
    pub sentence: Sentence,
    /// The field it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

/// 问题代码 — the kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProblemCode {
    /// 400: not the shape that is asked for.
    Malformed,
    /// 409: the first number is not the next; commands are missing.
    Gap {
        /// The next number.
        expected: u64,
    },
    /// 409: this number came with other bytes before: a copy of the client's
    /// database writes under its name.
    ClientForked {
        /// The first number that differs.
        from: u64,
    },
    /// 409: the server began a new life, for instance from a backup.
    EpochChanged {
        /// The new life.
        epoch: String,
        /// The last number of this client that the new life knows.
        last_mid: u64,
    },
    /// 400: the bytes are not those that were digested.
    DigestMismatch,
    /// 401: no session and no intake.
    NotSignedIn,
    /// 401: the login name or the password is wrong.
    WrongCredentials,
    /// 403: a new password has to be set before anything else (row G5).
    PasswordChangeRequired,
    /// 422: the password breaks rules.
    PasswordRefused {
        /// Each rule that it breaks.
        rules: Vec<crate::password_policy::PasswordRule>,
    },
    /// 403: this is another's.
    Forbidden,
    /// 403: the call came from another site.
    CrossSite,
    /// 404: no such thing.
    NotFound,
    /// 405: the address exists, the method does not.
    MethodNotAllowed,
    /// 409: the account of this application has been opened already.
    AlreadyActivated,
    /// 409: the application has not been approved.
    NotApproved,
    /// 413: more than one call may carry.
    TooLarge,
    /// 415: not JSON.
    UnsupportedMediaType,
    /// 429: too often; try again later.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// An upload does not go on so; the status says why (tus). The browser takes it for
    /// any problem with a sentence.
    Upload,
    /// 503: the server cannot answer now.
    Unavailable,
    /// 500: a fault of ours.
    Internal,
}
