//! 审核 — the one review workflow that every kind of application shares.
//!
//! ```text
//! draft ──submit──► submitted ──claim──► under review ──approve──► approved
//!                     ▲   │                 │  │  └─────reject──► rejected
//!                     │   └──withdraw──┐    │  └──return──► returned ──┐
//!                     │                ▼    ▼                          │
//!                     ├──submit──── withdrawn ◄───────withdraw─────────┤
//!                     └──submit────────────────────────────────────────┘
//! ```

mod act;
mod event;
mod state;

pub use act::{Remark, ReviewAct};
pub use event::{Party, ReviewEvent};
pub use state::ReviewState;

use serde::{Deserialize, Serialize};

use crate::calendar::Deadline;
use crate::rejection::Rejection;

/// 审核情况 — where an application stands and how it came there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Where it stands.
    pub state: ReviewState,
    /// All that happened, oldest first.
    pub history: Vec<ReviewEvent>,
    /// By when the platform means to decide; only while it has the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Deadline>,
}

impl Review {
    /// The review after `act` by `by`, or why that cannot be done now.
    ///
    /// # Errors
    /// [`Rejection::WrongState`] where the state does not allow the act, and
    /// [`Rejection::OwnApplication`] where maker and checker are one person.
    pub fn after(
        &self,
        act: &ReviewAct,
        event: ReviewEvent,
        due: Option<Deadline>,
    ) -> Result<Self, Rejection> {
        let Some(state) = self.state.after(act) else {
            return Err(Rejection::WrongState { state: self.state });
        };
        if act.is_decision() && self.is_made_by(event.by.account.as_deref()) {
            return Err(Rejection::OwnApplication);
        }
        let mut history = self.history.clone();
        history.push(event);
        let due = if state.is_with_platform() {
            due.or(self.due)
        } else {
            None
        };
        Ok(Self {
            state,
            history,
            due,
        })
    }

    /// 补充提交 — the review after what was submitted is submitted once more, completed
    /// by a colleague, before the platform has taken it up. The deadline stays: it counts
    /// from when the platform had it first. In any other state it is a submission as usual.
    ///
    /// # Errors
    /// As [`Review::after`].
    pub fn amended(&self, event: ReviewEvent, due: Option<Deadline>) -> Result<Self, Rejection> {
        if self.state != ReviewState::Submitted {
            return self.after(&ReviewAct::Submit, event, due);
        }
        let mut amended = self.clone();
        amended.history.push(event);
        Ok(amended)
    }

    /// The remarks of the reviewer that the applicant has yet to answer.
    #[must_use]
    pub fn open_remarks(&self) -> &[Remark] {
        match self.state {
            ReviewState::Returned | ReviewState::Rejected => {
                self.history.last().map_or(&[], |event| event.act.remarks())
            }
            _ => &[],
        }
    }

    /// Whether this account has a part in what was submitted last. Several may, where a
    /// colleague completed it. Applicants without accounts are not taken for one person.
    fn is_made_by(&self, account: Option<&str>) -> bool {
        let since = |event: &&ReviewEvent| {
            !event.act.is_decision() && !matches!(event.act, ReviewAct::Withdraw)
        };
        let latest = self.history.iter().rev().take_while(since);
        let mut makers = latest.filter(|event| event.act == ReviewAct::Submit);
        account.is_some() && makers.any(|event| event.by.account.as_deref() == account)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::timestamp::Timestamp;

    fn by(account: Option<&str>) -> Party {
        Party {
            account: account.map(str::to_owned),
            name: "某人".into(),
        }
    }

    fn step(review: &Review, act: ReviewAct, account: Option<&str>) -> Result<Review, Rejection> {
        let event = ReviewEvent {
            act: act.clone(),
            by: by(account),
            at: Timestamp::from_millis(0),
        };
        review.after(&act, event, None)
    }

    #[test]
    fn an_application_goes_from_draft_to_approval_and_remembers_each_step() {
        let mut review = Review::default();
        for (act, account) in [
            (ReviewAct::Submit, "maker"),
            (ReviewAct::Claim, "checker"),
            (ReviewAct::Approve, "checker"),
        ] {
            review = step(&review, act, Some(account)).unwrap();
        }
        assert_eq!(review.state, ReviewState::Approved);
        assert_eq!(review.history.len(), 3);
    }

    #[test]
    fn nobody_decides_an_application_of_their_own() {
        let review = step(&Review::default(), ReviewAct::Submit, Some("same")).unwrap();
        let review = step(&review, ReviewAct::Claim, Some("other")).unwrap();
        assert_eq!(
            step(&review, ReviewAct::Approve, Some("same")),
            Err(Rejection::OwnApplication)
        );
        assert!(step(&review, ReviewAct::Approve, Some("other")).is_ok());
    }

    #[test]
    fn whoever_had_a_part_only_in_what_was_returned_or_withdrawn_may_decide_what_came_after() {
        let remarks = vec![];
        for taken_back in [ReviewAct::Return { remarks }, ReviewAct::Withdraw] {
            let mut review = Review::default();
            for (act, account) in [
                (ReviewAct::Submit, "first"),
                (ReviewAct::Claim, "centre"),
                (taken_back, "centre"),
                (ReviewAct::Submit, "second"),
                (ReviewAct::Claim, "centre"),
            ] {
                review = step(&review, act, Some(account)).unwrap();
            }
            assert!(step(&review, ReviewAct::Approve, Some("first")).is_ok());
            let own = step(&review, ReviewAct::Approve, Some("second"));
            assert_eq!(own, Err(Rejection::OwnApplication));
        }
    }

    #[test]
    fn two_applicants_without_accounts_are_not_taken_for_one_person() {
        let review = step(&Review::default(), ReviewAct::Submit, None).unwrap();
        let review = step(&review, ReviewAct::Claim, Some("c")).unwrap();
        assert!(step(&review, ReviewAct::Approve, Some("c")).is_ok());
    }

    #[test]
    fn remarks_are_open_only_while_the_applicant_owes_an_answer() {
        let remarks = vec![Remark {
            field: None,
            text: "价格有误".into(),
        }];
        let review = step(&Review::default(), ReviewAct::Submit, None).unwrap();
        let review = step(&review, ReviewAct::Claim, Some("c")).unwrap();
        let review = step(
            &review,
            ReviewAct::Return {
                remarks: remarks.clone(),
            },
            Some("c"),
        )
        .unwrap();
        assert_eq!(review.open_remarks(), remarks);
        let review = step(&review, ReviewAct::Submit, None).unwrap();
        assert!(review.open_remarks().is_empty());
    }
}
