//! Why a whole call was refused, in words.

use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;

use crate::store::StoreError;

fn problem(status: u16, code: ProblemCode, zh: &str, en: &str) -> Problem {
    Problem {
        status,
        code,
        sentence: Sentence::new(zh, en),
        field: None,
    }
}

/// 503 — not now; nothing happened, and trying again is right.
#[must_use]
pub fn unavailable() -> Problem {
    problem(
        503,
        ProblemCode::Unavailable,
        "平台暂时无法处理，您写的内容仍在本机，稍后会自动重试。",
        "The platform can’t answer just now. What you wrote is still on this device and will be sent again.",
    )
}

impl From<StoreError> for Problem {
    /// A fault of the store is told to the log, and to the caller only that
    /// trying again later is right.
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        unavailable()
    }
}

/// 503 — the sender is newer than this server, which is about to follow. Its
/// commands must not be refused for good meanwhile.
pub(super) fn sender_is_newer() -> Problem {
    problem(
        503,
        ProblemCode::Unavailable,
        "平台正在更新，您写的内容仍在本机，更新后会自动上传。",
        "The platform is being updated. What you wrote is still on this device and will be sent afterwards.",
    )
}

pub(super) fn malformed() -> Problem {
    problem(
        400,
        ProblemCode::Malformed,
        "平台读不懂这次请求。您写的内容仍在本机，请更新后再试。",
        "The platform can’t read this request. What you wrote is still on this device; please update and try again.",
    )
}

pub(super) fn digest_mismatch() -> Problem {
    problem(
        400,
        ProblemCode::DigestMismatch,
        "内容在传输途中有损坏，稍后会自动重新上传。",
        "The data was damaged on its way and will be sent again.",
    )
}

pub(super) fn too_large() -> Problem {
    problem(
        413,
        ProblemCode::TooLarge,
        "一次上传的内容过大，请分批上传。",
        "This is more than one request may carry. Please send it in parts.",
    )
}

pub(super) fn gap(expected: u64) -> Problem {
    problem(
        409,
        ProblemCode::Gap { expected },
        "中间有操作还没有上传，会自动补传。",
        "Some commands in between have not arrived; they will be sent again.",
    )
}

pub(super) fn client_forked(from: u64) -> Problem {
    problem(
        409,
        ProblemCode::ClientForked { from },
        "本机数据与另一份副本使用了相同的编号，将自动换号后重新上传。",
        "A copy of this device’s data used the same numbers; yours will be sent again under new ones.",
    )
}

pub(super) fn epoch_changed(epoch: String, last_mid: u64) -> Problem {
    problem(
        409,
        ProblemCode::EpochChanged { epoch, last_mid },
        "平台数据经过恢复，将自动核对并补传本机的操作。",
        "The platform was restored; what this device holds will be compared and sent again where needed.",
    )
}

pub(super) fn forbidden() -> Problem {
    problem(
        403,
        ProblemCode::Forbidden,
        "本机的待上传内容属于另一个账号，请用原来的账号登录后再上传。",
        "What waits on this device belongs to another account. Sign in with that account to send it.",
    )
}

pub(super) fn unknown_platform() -> Problem {
    problem(
        404,
        ProblemCode::NotFound,
        "没有这个平台，请回到服务大厅重新选择。",
        "There is no such platform. Choose one in the service hall.",
    )
}
