//! Who takes part, and what they do.

use std::sync::LazyLock;

use app::replica::ViewRow;
use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::{PlatformId, PlatformProfile, shipped};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::{Remark, ReviewAct};

/// Read from its file once: histories ask for it at every step.
static PROFILE: LazyLock<PlatformProfile> = LazyLock::new(|| {
    let mut all = shipped().into_iter();
    let hunan = all.find(|profile| profile.id.as_str() == "hunan");
    hunan.unwrap_or_else(|| panic!("hunan ships"))
});

pub fn profile() -> PlatformProfile {
    PROFILE.clone()
}

pub fn platform() -> PlatformId {
    PROFILE.id.clone()
}

/// Two units' operators and a reviewer.
pub fn person(index: usize) -> Actor {
    let unit = |number: u8| Some(RecordId::of_command(ClientId::from_random([number; 10]), 1));
    let (name, unit, role) = match index % 3 {
        0 => ("operator.a", unit(1), Role::Operator),
        1 => ("operator.b", unit(2), Role::Operator),
        _ => ("reviewer", None, Role::Reviewer),
    };
    Actor::Member {
        account: name.to_owned(),
        name: name.to_owned(),
        unit,
        role,
    }
}

/// A command that `what` and `pick` choose among those that make sense to this
/// person, and some that the server will refuse.
pub fn command(actor: &Actor, what: u8, pick: usize, rows: &[&ViewRow]) -> Command {
    let listings: Vec<_> = rows
        .iter()
        .filter(|row| matches!(row.versioned.record, Record::Listing(_)))
        .collect();
    let chosen = (!listings.is_empty()).then(|| listings[pick % listings.len()].versioned.id);
    let Actor::Member {
        role: Role::Reviewer,
        ..
    } = actor
    else {
        return match (what % 6, chosen) {
            (0..=2, _) | (_, None) => Command::SubmitListing {
                listing: None,
                entry: entry(pick),
            },
            (3, Some(id)) => Command::SubmitListing {
                listing: Some(id),
                entry: entry(pick),
            },
            (4, Some(id)) => Command::Review {
                record: id,
                act: ReviewAct::Withdraw,
            },
            (_, Some(_)) => Command::SubmitListings {
                rows: vec![entry(pick), ListingEntry::default()],
            },
        };
    };
    let Some(record) = chosen else {
        return Command::Discarded {};
    };
    let act = match what % 5 {
        0 | 1 => ReviewAct::Claim,
        2 => ReviewAct::Approve,
        3 => ReviewAct::Return {
            remarks: vec![Remark {
                field: None,
                text: "请核对".into(),
            }],
        },
        _ => ReviewAct::Reject {
            reason: "不符合要求".into(),
        },
    };
    Command::Review { record, act }
}

fn entry(pick: usize) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C0344051070500007551".into(),
        product_name: format!("一次性使用输液器 {}", pick % 100),
        certificate: "国械注准20163130000".into(),
        manufacturer: "某某医疗器械有限公司".into(),
        specification: "0.7mm".into(),
        unit_of_measure: "支".into(),
        price: format!("{}.50", pick % 1000 + 1),
        attachments: vec![],
    }
}
