//! What can be done to an application.

use serde::{Deserialize, Serialize};

use crate::field::Field;

/// 审核动作 — one step of the review workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewAct {
    /// 提交 — by the applicant, also again after a return or a withdrawal.
    Submit,
    /// 受理 — a reviewer takes it up.
    Claim,
    /// 通过 — approve.
    Approve,
    /// 退回修改 — send back with remarks, at fields where they belong to one.
    Return {
        /// At least one.
        remarks: Vec<Remark>,
    },
    /// 驳回 — refuse for good.
    Reject {
        /// Why, in words.
        reason: String,
    },
    /// 撤回 — by the applicant.
    Withdraw,
}

/// 审核意见 — one remark of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The field it stands at; none for the application as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// What is to be corrected, at most 500 characters.
    pub text: String,
}

impl ReviewAct {
    /// Whether the act is the platform's word: maker and checker differ.
    #[must_use]
    pub fn is_decision(&self) -> bool {
        matches!(
            self,
            Self::Approve | Self::Return { .. } | Self::Reject { .. }
        )
    }

    /// The remarks that come with a return.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        match self {
            Self::Return { remarks } => remarks,
            _ => &[],
        }
    }
}
