//! What an item of the queue is, in words.

use domain::map::SortedMap;

use domain::command::Command;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use domain::sentence::Sentence;

use crate::data_saver;
use crate::replica::{Status, ViewRow};

/// What the command does: `提交挂网申报`.
#[must_use]
pub fn verb(command: &Command) -> Sentence {
    let (zh, en) = match command {
        Command::SubmitRegistration {
            registration: None, ..
        } => ("提交注册申请", "Register an organisation"),
        Command::SubmitRegistration { .. } => ("重新提交注册申请", "Submit a registration again"),
        Command::SubmitListing { listing: None, .. } => ("提交挂网申报", "File a listing"),
        Command::SubmitListing { .. } => ("重新提交挂网申报", "Submit a listing again"),
        Command::SubmitListings { .. } => ("批量提交挂网申报", "File a sheet of listings"),
        Command::Review { act, .. } => match act {
            ReviewAct::Submit => ("提交", "Submit"),
            ReviewAct::Claim => ("开始审核", "Begin review"),
            ReviewAct::Approve => ("审核通过", "Approve"),
            ReviewAct::Return { .. } => ("退回修改", "Return for correction"),
            ReviewAct::Reject { .. } => ("驳回", "Reject"),
            ReviewAct::Withdraw => ("撤回", "Withdraw"),
        },
        Command::Discarded {} => ("已取回", "Taken back"),
    };
    Sentence::new(zh, en)
}

/// Whom or what it is about: the product's or the organisation's name, as far
/// as this device knows it.
#[must_use]
pub fn subject(command: &Command, rows: &SortedMap<RecordId, ViewRow>) -> String {
    match command {
        Command::SubmitRegistration { entry, .. } => entry.organisation_name.clone(),
        Command::SubmitListing { entry, .. } => entry.product_name.clone(),
        Command::SubmitListings { rows } => match rows.as_slice() {
            [] => String::new(),
            [only] => only.product_name.clone(),
            [first, ..] => [&first.product_name, " … × ", &rows.len().to_string()].concat(),
        },
        Command::Review { record, .. } => rows
            .get(record)
            .map(|row| name_of(&row.versioned.record))
            .unwrap_or_default(),
        Command::Discarded {} => String::new(),
    }
}

/// The name under which people know a record.
#[must_use]
pub fn name_of(record: &Record) -> String {
    match record {
        Record::Registration(registration) => {
            registration.details.organisation_name.as_str().to_owned()
        }
        Record::Unit(unit) => unit.name.as_str().to_owned(),
        Record::Listing(listing) => listing.details.product_name.as_str().to_owned(),
    }
}

fn said((zh, en): (&'static str, &'static str)) -> Sentence {
    Sentence::new(zh, en)
}

/// What the item's state means, in a sentence; reactive.
#[must_use]
pub fn meaning(status: &Status) -> Sentence {
    match status {
        Status::Waiting => said(data_saver::either(
            (
                "已安全存在本机，还没有发出。联网后自动上传。",
                "Safe on this device and not sent yet. It goes up by itself once connected.",
            ),
            (
                "已存本机，等您点「立即同步」上传。",
                "Safe on this device; it goes up when you press “Sync now”.",
            ),
        )),
        Status::Sent => said(data_saver::either(
            (
                "已发出，还没有收到平台的答复。会自动重发，不会重复办理。",
                "Sent; the platform has not answered yet. It is sent again by itself and never carried out twice.",
            ),
            (
                "已发出，还没有答复。再点「立即同步」会重发，不会重复办理。",
                "Sent, not answered yet. “Sync now” sends it again; it is never carried out twice.",
            ),
        )),
        Status::Accepted { .. } => Sentence::new(
            "平台已收到并办理，不会再丢。稍后会从这里消失。",
            "The platform has it and carried it out. It leaves this list soon.",
        ),
        Status::Refused { rejection } => rejection.sentence(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::{entry, id, row};
    use domain::rejection::Rejection;
    use domain::review::ReviewState;

    #[test]
    fn an_item_says_what_it_does_and_to_which_product() {
        let submit = Command::SubmitListing {
            listing: None,
            entry: entry("注射器"),
        };
        assert_eq!(verb(&submit).zh, "提交挂网申报");
        assert_eq!(subject(&submit, &SortedMap::new()), "注射器");
        let rows = SortedMap::from([row(4, "导管", ReviewState::Submitted, 0)]);
        let withdraw = Command::Review {
            record: id(4),
            act: ReviewAct::Withdraw,
        };
        assert_eq!(
            (
                verb(&withdraw).zh.as_str(),
                subject(&withdraw, &rows).as_str()
            ),
            ("撤回", "导管")
        );
    }

    #[test]
    fn a_sheet_is_named_by_its_first_row_and_its_size() {
        let sheet = Command::SubmitListings {
            rows: vec![entry("甲"), entry("乙")],
        };
        assert_eq!(subject(&sheet, &SortedMap::new()), "甲 … × 2");
    }

    #[test]
    fn what_waits_is_never_said_to_be_received() {
        assert!(!meaning(&Status::Waiting).zh.contains("平台已收"));
        assert!(!meaning(&Status::Sent).zh.contains("平台已收"));
        let refused = Status::Refused {
            rejection: Rejection::OwnApplication,
        };
        assert_eq!(meaning(&refused), Rejection::OwnApplication.sentence());
    }
}
