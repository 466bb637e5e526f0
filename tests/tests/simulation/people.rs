//! Who takes part, and what they do.

use std::sync::LazyLock;

use app::replica::ViewRow;
use domain::actor::{Actor, Permission, Role};
use domain::client_id::ClientId;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::{PlatformId, PlatformProfile, shipped};
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

/// One of the two units.
pub fn unit(number: u8) -> RecordId {
    RecordId::of_command(ClientId::from_random([number; 10]), 1)
}

pub fn operator(account: &str, number: u8) -> Actor {
    member(account, Some(unit(number)), Role::Operator)
}

pub fn reviewer(account: &str) -> Actor {
    member(account, None, Role::Reviewer)
}

fn member(account: &str, unit: Option<RecordId>, role: Role) -> Actor {
    Actor::Member {
        account: account.to_owned(),
        name: account.to_owned(),
        unit,
        role,
    }
}

/// Two units' operators and a reviewer, as they are at first.
pub fn everybody() -> [(&'static str, Actor); 3] {
    [
        ("operator.a", operator("operator.a", 1)),
        ("operator.b", operator("operator.b", 2)),
        ("reviewer", reviewer("reviewer")),
    ]
}

/// A command that `what` and `pick` choose among those that this person can give on
/// what is seen here; the server may have to refuse it all the same.
pub fn command(actor: &Actor, what: u8, pick: usize, rows: &[&ViewRow]) -> Command {
    let act = act(actor, what);
    let possible = rows.iter().filter(|row| {
        let review = row.versioned.record.review();
        review.is_some_and(|review| review.state.after(&act).is_some())
    });
    let possible: Vec<_> = possible.map(|row| row.versioned.id).collect();
    let chosen = (!possible.is_empty()).then(|| possible[pick % possible.len()]);
    match (actor.may(Permission::Review), what % 8, chosen) {
        (true, _, None) => Command::Discarded {},
        (true, _, Some(record)) => Command::Review { record, act },
        (false, 5, Some(listing)) => Command::SubmitListing {
            listing: Some(listing),
            entry: entry(pick),
        },
        (false, 6, Some(record)) => Command::Review { record, act },
        (false, 7, _) => Command::SubmitListings {
            rows: vec![entry(pick), ListingEntry::default()],
        },
        (false, _, _) => Command::SubmitListing {
            listing: None,
            entry: entry(pick),
        },
    }
}

fn act(actor: &Actor, what: u8) -> ReviewAct {
    match (actor.may(Permission::Review), what % 8) {
        (false, 5) => ReviewAct::Submit,
        (false, _) => ReviewAct::Withdraw,
        (true, 0..=3) => ReviewAct::Claim,
        (true, 4 | 5) => ReviewAct::Approve,
        (true, 6) => ReviewAct::Return {
            remarks: vec![Remark {
                field: None,
                text: "请核对".into(),
            }],
        },
        (true, _) => ReviewAct::Reject {
            reason: "不符合要求".into(),
        },
    }
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
