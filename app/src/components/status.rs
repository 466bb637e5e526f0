//! Where something stands, in words and a shape: never by colour alone.

use domain::review::ReviewState;

use super::{El, Icon, el, icon};
use crate::replica::{Standing, Status};
use crate::shell::online;

/// 存放情况 — how far something is the platform's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// 已存本机 — a draft.
    Draft,
    /// 待上传 — submitted, and on this device only.
    Waiting,
    /// 上传中 — sent; no answer yet.
    Sending,
    /// 平台已收 — the platform's word.
    Received,
    /// 未被接受 — refused by the platform.
    Refused,
}

impl From<Standing> for Kept {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Received => Self::Received,
            Standing::Sent => Self::Sending,
            Standing::Waiting => Self::Waiting,
        }
    }
}

impl From<&Status> for Kept {
    fn from(status: &Status) -> Self {
        match status {
            Status::Waiting => Self::Waiting,
            Status::Sent => Self::Sending,
            Status::Accepted { .. } => Self::Received,
            Status::Refused { .. } => Self::Refused,
        }
    }
}

/// Whether something is on this device only, on its way, or with the platform.
#[must_use]
pub fn kept_tag(kept: Kept) -> El {
    // What was sent and not answered waits as long as there is no network.
    let kept = if kept == Kept::Sending && !online() {
        Kept::Waiting
    } else {
        kept
    };
    let (class, shape, words) = match kept {
        Kept::Draft => (
            "tag draft",
            Icon::Draft,
            ("已存本机", "Saved on this device"),
        ),
        Kept::Waiting => (
            "tag waiting",
            Icon::Waiting,
            ("待上传", "Waiting to upload"),
        ),
        Kept::Sending => ("tag uploading", Icon::Sending, ("上传中", "Uploading")),
        Kept::Received => (
            "tag received",
            Icon::Received,
            ("平台已收", "Received by the platform"),
        ),
        Kept::Refused => ("tag refused", Icon::Wrong, ("未被接受", "Not accepted")),
    };
    tag(class, shape, words)
}

/// Where an application stands with the platform.
#[must_use]
pub fn state_tag(state: ReviewState) -> El {
    let (class, shape) = match state {
        ReviewState::Draft => ("tag draft", Icon::Draft),
        ReviewState::Submitted => ("tag uploading", Icon::Clock),
        ReviewState::UnderReview => ("tag uploading", Icon::Eye),
        ReviewState::Approved => ("tag received", Icon::Tick),
        ReviewState::Returned => ("tag waiting", Icon::Remark),
        ReviewState::Rejected => ("tag refused", Icon::Wrong),
        ReviewState::Withdrawn => ("tag draft", Icon::Back),
    };
    tag(class, shape, state.label())
}

/// A word with a shape before it.
#[must_use]
pub fn tag(class: &str, shape: Icon, words: impl Into<super::Words>) -> El {
    el("span")
        .class(class)
        .child(icon(shape))
        .child(el("span").text(words))
}
