//! What a supplier can do with a listing, and why something cannot be done.

use domain::review::ReviewState;
use domain::sentence::Sentence;

use crate::replica::Standing;

/// 可做的事 — what can be done with a listing now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// 修改 — change it and submit again.
    Edit,
    /// 撤回 — take it back from the platform.
    Withdraw,
    /// 取回 — take it back before it was sent.
    TakeBack,
    /// 按此重新填报 — a new one, filled in with this one's data.
    Refill,
}

/// What can be done in `state`: each offer, or why it does not stand open.
#[must_use]
pub fn offers(state: ReviewState, standing: Standing) -> Vec<(Offer, Option<Sentence>)> {
    use ReviewState::{Approved, Draft, Rejected, Returned, Submitted, UnderReview, Withdrawn};
    match state {
        Draft => vec![(Offer::Edit, None)],
        Submitted if standing == Standing::Waiting => vec![(Offer::TakeBack, None)],
        Submitted if standing == Standing::Sent => vec![(
            Offer::Withdraw,
            Some(Sentence::new(
                "已发出，正在等平台答复。平台收到后，可以撤回修改。",
                "It was sent and the platform has not answered yet. Once it has, you can withdraw and change it.",
            )),
        )],
        Submitted | UnderReview => vec![
            (Offer::Withdraw, None),
            (
                Offer::Edit,
                Some(Sentence::new(
                    "平台正在审核，不能修改。要修改，请先撤回。",
                    "It is with the platform. To change it, withdraw it first.",
                )),
            ),
        ],
        Returned => vec![(Offer::Edit, None), (Offer::Withdraw, None)],
        Withdrawn => vec![(Offer::Edit, None)],
        Rejected => vec![
            (Offer::Refill, None),
            (
                Offer::Edit,
                Some(Sentence::new(
                    "已驳回的申报不能再修改。可以按它的内容重新填报一份。",
                    "A rejected listing cannot be changed. File a new one with its data.",
                )),
            ),
        ],
        Approved => vec![
            (Offer::Refill, None),
            (
                Offer::Edit,
                Some(Sentence::new(
                    "已通过的申报不能修改。内容有变，请联系平台。",
                    "An approved listing cannot be changed here. If something changed, ask the platform.",
                )),
            ),
        ],
    }
}

/// What happens next, in `state`.
#[must_use]
pub fn next(state: ReviewState) -> Sentence {
    use ReviewState::{Approved, Draft, Rejected, Returned, Submitted, UnderReview, Withdrawn};
    let (zh, en) = match state {
        Draft => ("写好后提交。", "Submit it when it is complete."),
        Submitted => (
            "平台已排队，等待审核人员受理。",
            "It waits for a reviewer of the platform.",
        ),
        UnderReview => (
            "审核人员正在核对。结果会显示在这里。",
            "A reviewer is checking it. The result will show here.",
        ),
        Approved => (
            "审核通过，不需要再做什么。",
            "It has been approved; nothing is left to do.",
        ),
        Returned => (
            "请按意见修改后重新提交，已填的内容都在。",
            "Correct what the remarks say and submit again; everything you filled in is kept.",
        ),
        Rejected => (
            "这份申报已结束。理由见办理记录。",
            "This application is closed. The history says why.",
        ),
        Withdrawn => (
            "您已撤回。可以修改后重新提交。",
            "You withdrew it. You can change it and submit again.",
        ),
    };
    Sentence::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::review::ReviewAct;

    #[test]
    fn what_is_offered_is_what_the_rules_allow() {
        for state in ReviewState::ALL {
            for (offer, closed) in offers(state, Standing::Received) {
                let allowed = match offer {
                    Offer::Edit => state.after(&ReviewAct::Submit).is_some(),
                    Offer::Withdraw => state.after(&ReviewAct::Withdraw).is_some(),
                    Offer::Refill => true,
                    Offer::TakeBack => false,
                };
                assert_eq!(closed.is_none(), allowed, "{offer:?} in {state:?}");
            }
        }
    }

    #[test]
    fn what_was_never_sent_is_taken_back_and_not_withdrawn() {
        let waiting = offers(ReviewState::Submitted, Standing::Waiting);
        assert_eq!(waiting, [(Offer::TakeBack, None)]);
        let sent = offers(ReviewState::Submitted, Standing::Sent);
        assert!(
            sent.iter().all(|(_, closed)| closed.is_some()),
            "nothing, until the platform answers"
        );
    }

    #[test]
    fn there_is_always_something_to_read_about_changing_a_listing() {
        for state in ReviewState::ALL {
            assert!(
                offers(state, Standing::Received)
                    .iter()
                    .any(|(offer, _)| *offer == Offer::Edit)
            );
            assert!(!next(state).en.is_empty());
        }
    }
}
