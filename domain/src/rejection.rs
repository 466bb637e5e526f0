//! Why a command was refused: a code for programs, a sentence for people, and
//! the fields it is about.

use serde::{Deserialize, Serialize};

use crate::actor::Permission;
use crate::fault::FieldFault;
use crate::merge::Contested;
use crate::review::ReviewState;
use crate::sentence::Sentence;

/// 拒绝理由 — why a command was refused. What the person wrote is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rejection {
    /// Something written is wrong; all of it at once.
    Fields {
        /// At least one.
        faults: Vec<FieldFault>,
    },
    /// The actor's role does not allow this.
    NotAllowed {
        /// What would have been needed.
        permission: Permission,
    },
    /// No such record, or none that the actor may see: the two look the same.
    NotFound,
    /// The application stands where this cannot be done.
    WrongState {
        /// Where it stands.
        state: ReviewState,
    },
    /// Somebody else changed the record since the actor saw it.
    ChangedMeanwhile {
        /// The version that the record has now.
        version: u64,
        /// The fields at which the record and what the actor wrote are at odds, where
        /// something was written.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<Contested>,
    },
    /// Maker and checker are one person.
    OwnApplication,
    /// A file that the application names has not arrived yet.
    AwaitingAttachment,
    /// The platform has switched this off.
    SwitchedOff {
        /// What the platform says of it.
        notice: Sentence,
        /// Where to go instead, where the platform names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead: Option<Sentence>,
    },
    /// A sheet without rows, or with more than one command may carry.
    BatchSize {
        /// The most rows that one command may carry.
        max: u32,
    },
    /// The server does not know such a command, or not in this shape.
    Unreadable,
}

impl Rejection {
    /// One fault at one field.
    #[must_use]
    pub fn at(fault: FieldFault) -> Self {
        Self::Fields {
            faults: vec![fault],
        }
    }

    /// The faults at fields, if that is what it is.
    #[must_use]
    pub fn faults(&self) -> &[FieldFault] {
        match self {
            Self::Fields { faults } => faults,
            _ => &[],
        }
    }

    /// The fields that somebody else changed as well, if that is what it is.
    #[must_use]
    pub fn contested(&self) -> &[Contested] {
        match self {
            Self::ChangedMeanwhile { fields, .. } => fields,
            _ => &[],
        }
    }

    /// What a person is told.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Fields { faults } => match faults.as_slice() {
                [only] => only.sentence(),
                _ => Sentence::new(
                    format!("有 {} 处需要修改，请看各栏下的说明。", faults.len()),
                    format!(
                        "{} fields need correction; see the note at each.",
                        faults.len()
                    ),
                ),
            },
            Self::NotAllowed { permission } => {
                let what = permission.label();
                Sentence::new(
                    format!("您的账号没有「{}」的权限，请联系本单位管理账号。", what.zh),
                    format!(
                        "Your account may not {}. Please ask your unit’s administrator.",
                        what.en
                    ),
                )
            }
            Self::NotFound => Sentence::new(
                "没有找到这条记录，可能已被删除，或不属于您的单位。",
                "There is no such record, or it does not belong to your unit.",
            ),
            Self::WrongState { state } => {
                let label = state.label();
                Sentence::new(
                    format!("这项申请现在是「{}」，不能这样操作。", label.zh),
                    format!(
                        "The application is now “{}”, so this cannot be done.",
                        label.en
                    ),
                )
            }
            Self::ChangedMeanwhile { fields, .. } if !fields.is_empty() => Sentence::new(
                "您填写期间，别人也改了同样的内容。两种写法都在，请选一种，或另写，再提交。",
                "Somebody else changed the same fields while you were working on them. Both versions are kept: \
                 choose one or write another, and submit again.",
            ),
            Self::ChangedMeanwhile { .. } => Sentence::new(
                "您填写期间，这条记录已被他人改动。您写的内容仍在，请核对后再提交。",
                "Somebody changed this record while you were working on it. What you wrote is kept; \
                 please compare and submit again.",
            ),
            Self::OwnApplication => Sentence::new(
                "不能审核自己提交的申请，请由其他审核人员办理。",
                "You cannot decide your own application; a colleague has to.",
            ),
            Self::AwaitingAttachment => Sentence::new(
                "附件还没有传完，传完后才能审核通过。",
                "An attachment has not arrived yet; approval has to wait for it.",
            ),
            Self::SwitchedOff { notice, .. } => notice.clone(),
            Self::BatchSize { max } => Sentence::new(
                format!("一次最多提交 {max} 行，且不能为空，请分批提交。"),
                format!("Submit between 1 and {max} rows at a time."),
            ),
            Self::Unreadable => Sentence::new(
                "平台读不懂这项操作，您写的内容仍在。请更新后再试。",
                "The platform cannot read this command. What you wrote is kept; please update and try again.",
            ),
        }
    }
}
