//! The states of an application and which act leads where.

use serde::{Deserialize, Serialize};

use super::ReviewAct;
use crate::sentence::Sentence;

/// 审核状态 — where an application stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// 草稿 — being written; nobody else has it.
    #[default]
    Draft,
    /// 待审核 — submitted, nobody has taken it up.
    Submitted,
    /// 审核中 — somebody is reading it.
    UnderReview,
    /// 已通过 — approved.
    Approved,
    /// 退回修改 — sent back for correction.
    Returned,
    /// 已驳回 — rejected; a new application is needed.
    Rejected,
    /// 已撤回 — taken back by the applicant.
    Withdrawn,
}

impl ReviewState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::UnderReview,
        Self::Approved,
        Self::Returned,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The state after `act`, or none where the act is not possible.
    #[must_use]
    pub fn after(self, act: &ReviewAct) -> Option<Self> {
        use ReviewState::{Approved, Draft, Rejected, Returned, Submitted, UnderReview, Withdrawn};
        match (self, act) {
            (Draft | Returned | Withdrawn, ReviewAct::Submit) => Some(Submitted),
            // A colleague may take over what somebody else left lying.
            (Submitted | UnderReview, ReviewAct::Claim) => Some(UnderReview),
            (UnderReview, ReviewAct::Approve) => Some(Approved),
            (UnderReview, ReviewAct::Return { .. }) => Some(Returned),
            (UnderReview, ReviewAct::Reject { .. }) => Some(Rejected),
            (Submitted | UnderReview | Returned, ReviewAct::Withdraw) => Some(Withdrawn),
            _ => None,
        }
    }

    /// Whether the platform has the word, so that a deadline runs.
    #[must_use]
    pub fn is_with_platform(self) -> bool {
        matches!(self, Self::Submitted | Self::UnderReview)
    }

    /// The state's name.
    #[must_use]
    pub fn label(self) -> Sentence {
        let (zh, en) = match self {
            Self::Draft => ("草稿", "Draft"),
            Self::Submitted => ("待审核", "Submitted"),
            Self::UnderReview => ("审核中", "Under review"),
            Self::Approved => ("已通过", "Approved"),
            Self::Returned => ("退回修改", "Returned for correction"),
            Self::Rejected => ("已驳回", "Rejected"),
            Self::Withdrawn => ("已撤回", "Withdrawn"),
        };
        Sentence::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::ReviewState::{
        Approved, Draft, Rejected, Returned, Submitted, UnderReview, Withdrawn,
    };
    use super::*;

    #[test]
    fn each_act_is_possible_in_exactly_these_states() {
        let return_act = ReviewAct::Return { remarks: vec![] };
        let reject = ReviewAct::Reject {
            reason: String::new(),
        };
        let table: [(ReviewAct, &[ReviewState], ReviewState); 6] = [
            (ReviewAct::Submit, &[Draft, Returned, Withdrawn], Submitted),
            (ReviewAct::Claim, &[Submitted, UnderReview], UnderReview),
            (ReviewAct::Approve, &[UnderReview], Approved),
            (return_act, &[UnderReview], Returned),
            (reject, &[UnderReview], Rejected),
            (
                ReviewAct::Withdraw,
                &[Submitted, UnderReview, Returned],
                Withdrawn,
            ),
        ];
        for (act, from, to) in table {
            for state in ReviewState::ALL {
                let expected = from.contains(&state).then_some(to);
                assert_eq!(state.after(&act), expected, "{act:?} in {state:?}");
            }
        }
    }

    #[test]
    fn nothing_is_approved_that_was_not_under_review() {
        for state in ReviewState::ALL {
            assert_eq!(
                state.after(&ReviewAct::Approve).is_some(),
                state == UnderReview
            );
        }
    }
}
