//! What goes up as a server reads it, and answers as one gives them.

use std::collections::BTreeMap;

use super::support::*;
use domain::command::Envelope;
use domain::context::Context;
use domain::decide::decide;
use domain::json::Raw;
use domain::protocol::{
    PullRequest, PullResponse, PushRequest, PushResponse, PutRow, Receipt, ReceiptStatus,
    SpacePage, digest,
};
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::ReviewState;
use domain::space::Space;

/// The bytes that go up, by their numbers.
pub fn bytes(request: &PushRequest) -> Vec<(u64, String)> {
    let commands = request.commands.iter().map(|bytes| bytes.get().to_owned());
    assert_eq!(
        request.digest,
        digest(request.commands.iter().map(|bytes| bytes.get()))
    );
    (request.first_mid..).zip(commands).collect()
}

pub fn envelopes(request: &PushRequest) -> Vec<(u64, Envelope)> {
    let read = |(mid, bytes): (u64, String)| (mid, serde_json::from_str(&bytes).unwrap());
    bytes(request).into_iter().map(read).collect()
}

/// An answer that carries out everything, of which the server may still lose
/// what comes after `durable_through`.
pub fn accepted(request: &PushRequest, epoch: &str, durable_through: u64) -> PushResponse {
    answered(request, epoch, durable_through, |_| {
        ReceiptStatus::Accepted { rows: vec![] }
    })
}

pub fn refusal(request: &PushRequest, epoch: &str, rejection: &Rejection) -> PushResponse {
    answered(request, epoch, u64::MAX, |_| ReceiptStatus::Refused {
        rejection: rejection.clone(),
    })
}

pub fn answered(
    request: &PushRequest,
    epoch: &str,
    durable_through: u64,
    status: impl Fn(u64) -> ReceiptStatus,
) -> PushResponse {
    let mids: Vec<u64> = bytes(request).into_iter().map(|(mid, _)| mid).collect();
    let receipt = |mid: &u64| Receipt {
        mid: *mid,
        status: status(*mid),
        head: "00".repeat(32),
    };
    let last_mid = mids.last().copied().unwrap();
    PushResponse {
        epoch: epoch.into(),
        last_mid,
        durable_through: durable_through.min(last_mid),
        receipts: mids.iter().map(receipt).collect(),
        carried_out: None,
        heads: domain::map::SortedMap::new(),
        echo: None,
        news: None,
    }
}

/// A listing as the server has it, in `state`.
pub fn listed(id: RecordId, name: &str, version: u64, state: ReviewState) -> PutRow {
    let actor = operator();
    let profile = profile();
    let context = Context {
        now: NOW,
        actor: &actor,
        profile: &profile,
        new_id: id,
        base_version: None,
        base: None,
        holders: &domain::map::SortedMap::new(),
    };
    let records: BTreeMap<RecordId, Versioned> = BTreeMap::new();
    let decision = decide(&records, &submit(name), &context).unwrap();
    let domain::change::Change::Put { record, .. } = decision.changes[0].clone() else {
        panic!("a listing is put")
    };
    let Record::Listing(mut listing) = *record else {
        panic!("a listing is put")
    };
    listing.review.state = state;
    let text = serde_json::to_string(&Record::Listing(listing)).unwrap();
    row(id, version, text)
}

pub fn put(id: RecordId, name: &str) -> PutRow {
    listed(id, name, 1, ReviewState::Submitted)
}

pub fn row(id: RecordId, version: u64, text: String) -> PutRow {
    let record = Raw::new(text);
    PutRow {
        id,
        version,
        record,
    }
}

pub fn page(seq: u64, put: Vec<PutRow>) -> SpacePage {
    SpacePage {
        reset: false,
        seq,
        put,
        del: vec![],
        more: false,
    }
}

/// An answer of life `epoch` that knows `last_mid` of the client, all of it durable.
pub fn news(
    epoch: &str,
    last_mid: u64,
    pages: impl IntoIterator<Item = (Space, SpacePage)>,
) -> PullResponse {
    PullResponse {
        epoch: epoch.into(),
        spaces: pages.into_iter().collect(),
        lost: vec![],
        last_mid,
        durable_through: last_mid,
        lease_until: NOW.plus_hours(24 * LEASE_DAYS),
        now: NOW,
        upgrade_required: false,
    }
}

/// A first contact that brought these listings.
pub fn acquainted(number: u8, rows: Vec<PutRow>) -> Tab {
    let mut tab = Tab::new(number);
    tab.pull(news(
        "one",
        0,
        [(account(), page(0, vec![])), (listings(), page(5, rows))],
    ));
    tab
}

/// Whether a request asks from the beginning.
pub fn is_first(request: &PullRequest) -> bool {
    request.cursors.is_empty()
}
