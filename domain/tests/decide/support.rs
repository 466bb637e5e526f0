//! A platform, people and records to decide on.

use std::collections::BTreeMap;

use domain::actor::{Actor, Role};
use domain::change::{Change, Claim, Holder};
use domain::client_id::ClientId;
use domain::command::Command;
use domain::context::Context;
use domain::decide::{Decision, decide};
use domain::fault::Fault;
use domain::field::Field;
use domain::listing::{Listing, ListingEntry};
use domain::map::SortedMap;
use domain::merge::Base;
use domain::product_kind::ProductKind;
use domain::profile::{OrganisationKind, PlatformProfile, shipped};
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::registration::{Registration, RegistrationEntry};
use domain::rejection::Rejection;
use domain::review::{Remark, ReviewAct};
use domain::space::IntakeId;
use domain::timestamp::Timestamp;

/// 2026-11-18 in Beijing.
pub const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// The name of the record that the next command makes.
pub fn record(number: u64) -> RecordId {
    RecordId::of_command(ClientId::from_random([1; 10]), number)
}

pub fn unit(number: u8) -> RecordId {
    RecordId::of_command(ClientId::from_random([100 + number; 10]), 1)
}

pub fn profile(id: &str) -> PlatformProfile {
    let mut all = shipped().into_iter();
    all.find(|profile| profile.id.as_str() == id).unwrap()
}

pub fn applicant(secret: &str) -> Actor {
    Actor::Applicant {
        intake: IntakeId::of_secret(secret),
    }
}

pub fn member(account: &str, unit: Option<RecordId>, role: Role) -> Actor {
    Actor::Member {
        account: account.into(),
        name: format!("{account} 的姓名"),
        unit,
        role,
    }
}

pub fn operator() -> Actor {
    member("operator", Some(unit(1)), Role::Operator)
}

pub fn reviewer() -> Actor {
    member("reviewer", None, Role::Reviewer)
}

/// What a decision is given, and the records as they stand.
pub struct World {
    pub profile: PlatformProfile,
    pub now: Timestamp,
    pub base_version: Option<u64>,
    pub base: Option<Base>,
    pub holders: SortedMap<Claim, Holder>,
    pub records: BTreeMap<RecordId, Versioned>,
    next: u64,
}

impl World {
    pub fn of(platform: &str) -> Self {
        Self::with(profile(platform))
    }

    pub fn with(profile: PlatformProfile) -> Self {
        Self {
            profile,
            now: NOW,
            base_version: None,
            base: None,
            holders: SortedMap::new(),
            records: BTreeMap::new(),
            next: 1,
        }
    }

    /// Decides and leaves everything as it is.
    pub fn decide(&self, actor: &Actor, command: &Command) -> Result<Decision, Rejection> {
        let context = Context {
            now: self.now,
            actor,
            profile: &self.profile,
            new_id: record(self.next),
            base_version: self.base_version,
            base: self.base.as_ref(),
            holders: &self.holders,
        };
        decide(&self.records, command, &context)
    }

    /// Decides and carries out; the changes.
    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<Vec<Change>, Rejection> {
        let changes = self.decide(actor, command)?.changes;
        self.next += 1;
        for change in &changes {
            match change.clone() {
                Change::Put { id, record } => {
                    let version = self.records.get(&id).map_or(0, |found| found.version) + 1;
                    let record = *record;
                    self.records.insert(
                        id,
                        Versioned {
                            id,
                            version,
                            record,
                        },
                    );
                }
                Change::Take { claim, holder } => {
                    self.holders.insert(claim, Holder::Record(holder));
                }
                Change::Release { claim, holder } => {
                    if self.holders.get(&claim) == Some(&Holder::Record(holder)) {
                        self.holders.insert(claim, Holder::Nobody);
                    }
                }
            }
        }
        Ok(changes)
    }

    /// Carries out what has to succeed; the name of the first record written.
    pub fn done(&mut self, actor: &Actor, command: &Command) -> RecordId {
        let changes = self.act(actor, command).unwrap();
        let written = |change: &Change| match change {
            Change::Put { id, .. } => Some(*id),
            _ => None,
        };
        changes.iter().find_map(written).unwrap()
    }

    pub fn refusal(&self, actor: &Actor, command: &Command) -> Rejection {
        self.decide(actor, command).unwrap_err()
    }

    pub fn registration(&self, id: &RecordId) -> &Registration {
        match &self.records[id].record {
            Record::Registration(found) => found,
            other => panic!("{other:?}"),
        }
    }

    pub fn listing(&self, id: &RecordId) -> &Listing {
        match &self.records[id].record {
            Record::Listing(found) => found,
            other => panic!("{other:?}"),
        }
    }
}

pub fn registration() -> RegistrationEntry {
    RegistrationEntry {
        kind: Some(OrganisationKind::Distributor),
        organisation_name: "长沙某某医药有限公司".into(),
        credit_code: "91350100M000100Y43".into(),
        address: String::new(),
        operator_name: "张三".into(),
        operator_phone: "13800138000".into(),
        security_email: "someone@example.com".into(),
        login_name: "changsha_yy".into(),
        accepts_custody: true,
    }
}

pub fn listing() -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C15011121200000107660000016".into(),
        product_name: "一次性使用输液器".into(),
        certificate: "国械注准20163130000".into(),
        manufacturer: "长沙某某医疗器械有限公司".into(),
        specification: "10 ml".into(),
        unit_of_measure: "支".into(),
        price: "12.50".into(),
        attachments: vec![],
    }
}

pub fn register(entry: RegistrationEntry) -> Command {
    Command::SubmitRegistration {
        registration: None,
        entry,
    }
}

pub fn register_again(id: RecordId, entry: RegistrationEntry) -> Command {
    Command::SubmitRegistration {
        registration: Some(id),
        entry,
    }
}

pub fn file(entry: ListingEntry) -> Command {
    Command::SubmitListing {
        listing: None,
        entry,
    }
}

pub fn file_again(id: RecordId, entry: ListingEntry) -> Command {
    Command::SubmitListing {
        listing: Some(id),
        entry,
    }
}

pub fn review(record: RecordId, act: ReviewAct) -> Command {
    Command::Review { record, act }
}

pub fn return_with(field: Option<Field>, text: &str) -> ReviewAct {
    let remarks = vec![Remark {
        field,
        text: text.into(),
    }];
    ReviewAct::Return { remarks }
}

pub fn reject(reason: &str) -> ReviewAct {
    ReviewAct::Reject {
        reason: reason.into(),
    }
}

/// The only fault, and where it is.
pub fn only_fault(rejection: &Rejection) -> (Field, Fault) {
    match rejection.faults() {
        [only] => (only.field, only.fault.clone()),
        other => panic!("{other:?}"),
    }
}

pub fn fields(rejection: &Rejection) -> Vec<Field> {
    rejection.faults().iter().map(|fault| fault.field).collect()
}

/// A registration that differs from the ordinary one.
pub fn written(change: impl FnOnce(&mut RegistrationEntry)) -> RegistrationEntry {
    let mut entry = registration();
    change(&mut entry);
    entry
}
