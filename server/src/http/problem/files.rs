//! Files that are not taken, and uploads that do not go on so.

use axum::http::StatusCode;
use domain::attachment::MAX_FILE_BYTES;
use domain::protocol::ProblemCode;

use super::{Refused, problem};
use crate::files::{FilesError, Unfit};

/// 460 — the bytes are not those that were digested (tus, checksum).
const CHECKSUM_MISMATCH: u16 = 460;

/// 400 — the call says too little, or nothing that can be read.
#[must_use]
pub fn unclear_upload() -> Refused {
    problem(
        StatusCode::BAD_REQUEST,
        ProblemCode::Malformed,
        "上传附件的请求缺少内容，或写法不对。请更新后再试。",
        "The request to upload a file lacks something or cannot be read. Please update and try again.",
    )
}

/// 403 — only who works for a unit has files.
#[must_use]
pub fn no_uploads() -> Refused {
    problem(
        StatusCode::FORBIDDEN,
        ProblemCode::Forbidden,
        "只有单位账号可以上传附件。",
        "Only an account of a unit may upload files.",
    )
}

/// 409 — the upload stands elsewhere.
#[must_use]
pub fn other_offset() -> Refused {
    problem(
        StatusCode::CONFLICT,
        ProblemCode::Upload,
        "上传的位置与平台已收的不一致，请从平台已收的位置继续。",
        "The upload stands elsewhere. Ask how far it has come and go on from there.",
    )
}

/// 410 — nobody went on with the upload in time.
#[must_use]
pub fn upload_ended() -> Refused {
    problem(
        StatusCode::GONE,
        ProblemCode::Upload,
        "这次上传已过期，请重新上传。",
        "This upload was given up after too long. Please begin again.",
    )
}

/// 412 — another version of the protocol.
#[must_use]
pub fn other_tus() -> Refused {
    problem(
        StatusCode::PRECONDITION_FAILED,
        ProblemCode::Upload,
        "上传协议的版本不对，应为 tus 1.0.0。",
        "Uploads are made by tus 1.0.0.",
    )
}

/// 413 — a larger file than is taken.
#[must_use]
pub fn file_too_large() -> Refused {
    let most = MAX_FILE_BYTES / (1024 * 1024);
    problem(
        StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::TooLarge,
        format!("一个附件最多 {most} MB，请缩小后再传。"),
        format!("A file may have {most} MB at most. Please make it smaller."),
    )
}

/// 413 — more than the upload said it would be.
#[must_use]
pub fn beyond_length() -> Refused {
    problem(
        StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::TooLarge,
        "上传的内容比声明的长。",
        "More was sent than the upload was said to have.",
    )
}

/// 413 — the unit has no room left.
#[must_use]
pub fn no_room() -> Refused {
    problem(
        StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::Upload,
        "本单位的附件空间已用完，请联系平台。",
        "Your unit’s room for files is used up. Please ask the platform.",
    )
}

/// 422 — a file that is not taken.
#[must_use]
pub fn unfit(why: Unfit) -> Refused {
    let sentence = why.sentence();
    problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::Upload,
        sentence.zh,
        sentence.en,
    )
}

/// 400 — a way of digesting that is not known (tus, checksum).
#[must_use]
pub fn unknown_checksum() -> Refused {
    problem(
        StatusCode::BAD_REQUEST,
        ProblemCode::Upload,
        "不认识这种校验方式，请用 sha1 或 sha256。",
        "This checksum is not known here; use sha1 or sha256.",
    )
}

/// 460 — what arrived is not what was digested.
#[must_use]
pub fn checksum_mismatch() -> Refused {
    let status = StatusCode::from_u16(CHECKSUM_MISMATCH).unwrap_or(StatusCode::BAD_REQUEST);
    problem(
        status,
        ProblemCode::DigestMismatch,
        "附件在途中损坏，平台没有收下，请重新上传。",
        "The file was damaged on its way and not taken. Please upload it again.",
    )
}

/// 500 — a file is not what was kept.
#[must_use]
pub fn damaged_file() -> Refused {
    problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        ProblemCode::Internal,
        "这个附件在平台上已损坏，请联系上传单位重新上传。",
        "This file was damaged on the platform. The unit that sent it has to upload it again.",
    )
}

impl From<FilesError> for Refused {
    fn from(error: FilesError) -> Self {
        tracing::error!(%error, "files failed");
        match error {
            FilesError::Missing => super::not_found(),
            FilesError::Damaged => damaged_file(),
            FilesError::Place(_) => super::unavailable(),
        }
    }
}
