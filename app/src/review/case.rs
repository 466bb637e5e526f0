//! The reviewer's queue: applications of every kind, the first due on top.

use domain::map::SortedMap;

use domain::actor::Actor;
use domain::calendar::Deadline;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::{Review, ReviewAct, ReviewState};
use domain::sentence::Sentence;
use domain::timestamp::Timestamp;

use crate::outbox::name_of;
use crate::replica::{Standing, ViewRow};

/// 申请种类 — what is applied for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseKind {
    /// 单位注册
    Registration,
    /// 产品挂网
    Listing,
}

impl CaseKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Registration, Self::Listing];

    /// The kind's name.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self {
            Self::Registration => Sentence::new("单位注册", "Registration"),
            Self::Listing => Sentence::new("产品挂网", "Listing"),
        }
    }
}

/// 待审申请 — one application in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which.
    pub id: RecordId,
    /// Of what kind.
    pub kind: CaseKind,
    /// The organisation's or the product's name.
    pub name: String,
    /// What tells a product from another of the same name.
    pub about: String,
    /// Where it stands.
    pub state: ReviewState,
    /// How far that is the platform's word.
    pub standing: Standing,
    /// By when a decision is promised.
    pub due: Option<Deadline>,
    /// Who took it up.
    pub taken_by: Option<String>,
}

/// Everything that waits for the platform, the first due on top.
#[must_use]
pub fn cases(rows: &SortedMap<RecordId, ViewRow>) -> Vec<Case> {
    let mut cases: Vec<Case> = rows.values().filter_map(case).collect();
    cases.sort_by_key(|case| (case.due.map_or(i64::MAX, |due| due.at.as_millis()), case.id));
    cases
}

fn case(row: &ViewRow) -> Option<Case> {
    let record = &row.versioned.record;
    let kind = kind_of(record)?;
    let review = record.review()?;
    let taken_by = last_claim(review).map(|(_, name)| name.to_owned());
    review.state.is_with_platform().then(|| Case {
        id: row.versioned.id,
        kind,
        name: name_of(record),
        about: about(record),
        state: review.state,
        standing: row.standing,
        due: review.due,
        taken_by: taken_by.filter(|_| review.state == ReviewState::UnderReview),
    })
}

fn about(record: &Record) -> String {
    match record {
        Record::Listing(listing) => listing.details.specification.as_str().to_owned(),
        Record::Registration(_) | Record::Unit(_) => String::new(),
    }
}

/// What kind of application a record is, if it is one.
#[must_use]
pub fn kind_of(record: &Record) -> Option<CaseKind> {
    match record {
        Record::Registration(_) => Some(CaseKind::Registration),
        Record::Listing(_) => Some(CaseKind::Listing),
        Record::Unit(_) => None,
    }
}

/// Account and name of the reviewer who took it up last.
fn last_claim(review: &Review) -> Option<(Option<&str>, &str)> {
    let claim = review
        .history
        .iter()
        .rev()
        .find(|event| event.act == ReviewAct::Claim)?;
    Some((claim.by.account.as_deref(), claim.by.name.as_str()))
}

/// 在谁手上 — whose turn it is, as a reviewer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nobody has taken it up.
    Nobody,
    /// The reviewer at this device.
    Mine,
    /// A colleague.
    Colleague(String),
    /// It is not with the platform.
    Over,
}

/// Whose turn it is with an application.
#[must_use]
pub fn turn(review: &Review, actor: &Actor) -> Turn {
    let Actor::Member { account, .. } = actor else {
        return Turn::Over;
    };
    match (review.state, last_claim(review)) {
        (ReviewState::Submitted, _) => Turn::Nobody,
        (ReviewState::UnderReview, Some((by, _))) if by == Some(account) => Turn::Mine,
        (ReviewState::UnderReview, Some((_, name))) => Turn::Colleague(name.to_owned()),
        (ReviewState::UnderReview, None) => Turn::Nobody,
        _ => Turn::Over,
    }
}

/// How a deadline stands at `now`, in words; overdue is said, not only shown.
#[must_use]
pub fn lateness(due: Timestamp, now: Timestamp) -> (bool, Sentence) {
    let (last, today) = (
        due.date_in_shanghai().begins(),
        now.date_in_shanghai().begins(),
    );
    let days = (last.as_millis() - today.as_millis()) / 86_400_000;
    let (late, count) = (now > due, days.unsigned_abs().to_string());
    let sentence = match days {
        _ if late && days == 0 => Sentence::new("今天刚超期", "Overdue since today"),
        _ if late => Sentence::new(
            ["已超期 ", &count, " 天"].concat(),
            [&count, " days overdue"].concat(),
        ),
        0 => Sentence::new("今天到期", "Due today"),
        1 => Sentence::new("明天到期", "Due tomorrow"),
        _ => Sentence::new(
            [&count, " 天后到期"].concat(),
            ["Due in ", &count, " days"].concat(),
        ),
    };
    (late, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::row;
    use domain::review::{Party, ReviewEvent};

    const DAY: i64 = 86_400_000;

    fn due(number: u64, state: ReviewState, at: i64) -> (RecordId, ViewRow) {
        let (id, mut found) = row(number, "导管", state, 0);
        if let Record::Listing(listing) = &mut std::sync::Arc::make_mut(&mut found.versioned).record
        {
            listing.review.due = Some(Deadline {
                at: Timestamp::from_millis(at),
                provisional: false,
            });
        }
        (id, found)
    }

    #[test]
    fn the_first_due_is_on_top_and_what_is_decided_is_gone() {
        let rows = [
            due(1, ReviewState::Submitted, 3 * DAY),
            due(2, ReviewState::UnderReview, DAY),
            due(3, ReviewState::Approved, 0),
        ];
        let order: Vec<_> = cases(&rows.into_iter().collect())
            .iter()
            .map(|case| case.id.mid)
            .collect();
        assert_eq!(order, [2, 1]);
    }

    #[test]
    fn whoever_took_it_up_last_has_the_turn() {
        let reviewer = |account: &str| Actor::Member {
            account: account.into(),
            name: account.into(),
            unit: None,
            role: domain::actor::Role::Reviewer,
        };
        let claim = |account: &str| ReviewEvent {
            act: ReviewAct::Claim,
            by: Party {
                account: Some(account.into()),
                name: account.into(),
            },
            at: Timestamp::default(),
        };
        let mut review = Review {
            state: ReviewState::Submitted,
            ..Default::default()
        };
        assert_eq!(turn(&review, &reviewer("a")), Turn::Nobody);
        review.state = ReviewState::UnderReview;
        review.history = vec![claim("a"), claim("b")];
        assert_eq!(turn(&review, &reviewer("b")), Turn::Mine);
        assert_eq!(turn(&review, &reviewer("a")), Turn::Colleague("b".into()));
    }

    #[test]
    fn a_deadline_is_counted_in_days_of_beijing_and_overdue_is_said() {
        let due = Timestamp::from_millis(10 * DAY - 8 * 3_600_000 - 1);
        assert_eq!(lateness(due, due).1.zh, "今天到期");
        assert_eq!(lateness(due, due.plus_hours(-24)).1.zh, "明天到期");
        assert_eq!(lateness(due, due.plus_hours(-72)).1.zh, "3 天后到期");
        let (late, sentence) = lateness(due, due.plus_hours(48));
        assert!(late);
        assert_eq!(sentence.zh, "已超期 2 天");
    }
}
