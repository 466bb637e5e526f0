//! A server without a network, and people who speak to it.

use std::collections::BTreeMap;

use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::json::Raw;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::{OrganisationKind, PlatformId, shipped};
use domain::protocol::{
    PROTOCOL, Problem, PullRequest, PullResponse, PushRequest, PushResponse, Receipt,
    ReceiptStatus, SCHEMA, digest,
};
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::review::ReviewAct;
use domain::space::{IntakeId, Space};
use domain::timestamp::Timestamp;
use server::store::{Durability, Store, StoreError, Transaction};
use server::sync::{self, Caller, PageLimits, Profiles};

use crate::place::Place;

pub const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);
pub const LEASE: u16 = 7;

pub fn hunan() -> PlatformId {
    PlatformId::parse("hunan").unwrap()
}

pub fn profiles() -> Profiles {
    shipped()
        .into_iter()
        .map(|profile| (profile.id.clone(), profile))
        .collect()
}

pub fn client(number: u8) -> ClientId {
    ClientId::from_random([number; 10])
}

/// A unit of which nothing but the name matters.
pub fn unit(number: u8) -> RecordId {
    RecordId::of_command(client(100 + number), 1)
}

pub fn caller(owner: &str, actor: Actor) -> Caller {
    Caller {
        platform: hunan(),
        actor,
        owner: owner.into(),
    }
}

pub fn applicant(secret: &str) -> Caller {
    let intake = IntakeId::of_secret(secret);
    let owner = intake.as_str().to_owned();
    caller(&owner, Actor::Applicant { intake })
}

pub fn member(account: &str, unit: Option<RecordId>, role: Role) -> Caller {
    caller(
        account,
        Actor::Member {
            account: account.into(),
            name: "张三".into(),
            unit,
            role,
        },
    )
}

pub fn operator(account: &str, number: u8) -> Caller {
    member(account, Some(unit(number)), Role::Operator)
}

pub fn reviewer() -> Caller {
    member("centre", None, Role::Reviewer)
}

pub fn registration(code: &str, login: &str) -> RegistrationEntry {
    RegistrationEntry {
        kind: Some(OrganisationKind::Distributor),
        organisation_name: "长沙某某医药有限公司".into(),
        credit_code: code.into(),
        address: String::new(),
        operator_name: "张三".into(),
        operator_phone: "13800138000".into(),
        security_email: "someone@example.com".into(),
        login_name: login.into(),
        accepts_custody: true,
    }
}

pub fn listing(name: &str) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C15011121200000107660000016".into(),
        product_name: name.into(),
        certificate: "国械注准20163130000".into(),
        manufacturer: "长沙某某医疗器械有限公司".into(),
        specification: "10 ml".into(),
        unit_of_measure: "支".into(),
        price: "12.50".into(),
        attachments: vec![],
    }
}

pub fn submit(name: &str) -> Command {
    Command::SubmitListing {
        listing: None,
        entry: listing(name),
    }
}

pub fn register(code: &str, login: &str) -> Command {
    Command::SubmitRegistration {
        registration: None,
        entry: registration(code, login),
    }
}

pub fn review(record: RecordId, act: ReviewAct) -> Command {
    Command::Review { record, act }
}

pub fn envelope(command: Command) -> Envelope {
    Envelope {
        command,
        base_version: None,
        base: None,
        at: NOW,
        origin: None,
    }
}

pub fn bytes(command: Command) -> String {
    serde_json::to_string(&envelope(command)).unwrap()
}

pub fn request(client_id: ClientId, first_mid: u64, commands: &[String]) -> PushRequest {
    PushRequest {
        proto: PROTOCOL,
        schema: SCHEMA,
        epoch: String::new(),
        client_id,
        first_mid,
        commands: commands
            .iter()
            .map(|bytes| Raw::new(bytes.clone()))
            .collect(),
        packed: None,
        cursors: None,
        digest: digest(commands.iter().map(String::as_str)),
    }
}

pub fn rejection(receipt: &Receipt) -> &Rejection {
    match &receipt.status {
        ReceiptStatus::Refused { rejection } => rejection,
        ReceiptStatus::Accepted { .. } => panic!("accepted"),
    }
}

pub fn is_accepted(receipt: &Receipt) -> bool {
    matches!(receipt.status, ReceiptStatus::Accepted { .. })
}

pub struct World {
    pub store: Store,
    pub profiles: Profiles,
    // Gone once the store has been closed.
    _place: Option<Place>,
}

impl World {
    pub fn new() -> Self {
        let place = Place::new();
        let world = Self::of(place.store());
        Self {
            _place: Some(place),
            ..world
        }
    }

    pub fn of(store: Store) -> Self {
        Self {
            store,
            profiles: profiles(),
            _place: None,
        }
    }

    pub fn with_durability(self, durability: Durability) -> Self {
        Self {
            store: self.store.with_durability(durability),
            ..self
        }
    }

    pub fn push(
        &mut self,
        caller: &Caller,
        request: &PushRequest,
    ) -> Result<PushResponse, Problem> {
        let profiles = &self.profiles;
        self.store
            .write(|tx| sync::push(tx, caller, request, profiles, NOW))
    }

    /// Pushes commands from `first` on, which must be taken as a whole.
    pub fn send(
        &mut self,
        caller: &Caller,
        client: ClientId,
        first: u64,
        commands: Vec<Command>,
    ) -> Vec<Receipt> {
        let commands: Vec<_> = commands.into_iter().map(bytes).collect();
        self.push(caller, &request(client, first, &commands))
            .unwrap()
            .receipts
    }

    pub fn pull(
        &self,
        caller: &Caller,
        client: ClientId,
        cursors: &BTreeMap<Space, u64>,
    ) -> PullResponse {
        self.pull_within(PageLimits::default(), caller, client, cursors)
    }

    pub fn pull_within(
        &self,
        limits: PageLimits,
        caller: &Caller,
        client: ClientId,
        cursors: &BTreeMap<Space, u64>,
    ) -> PullResponse {
        let epoch = self.read(|tx| tx.epoch());
        let request = pull_request(&epoch, client, cursors);
        self.store
            .read(|tx| sync::pull_within(limits, tx, caller, &request, LEASE, NOW))
            .unwrap()
    }

    pub fn read<R>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<R, StoreError>) -> R {
        self.store.read(work).unwrap()
    }

    pub fn listings(&self) -> u64 {
        self.read(|tx| tx.record_count(&hunan(), "listing"))
    }
}

pub fn pull_request(
    epoch: &str,
    client_id: ClientId,
    cursors: &BTreeMap<Space, u64>,
) -> PullRequest {
    PullRequest {
        proto: PROTOCOL,
        schema: SCHEMA,
        epoch: epoch.into(),
        client_id,
        cursors: cursors.clone().into(),
    }
}

/// The cursors after an answer.
pub fn cursors(response: &PullResponse) -> BTreeMap<Space, u64> {
    response
        .spaces
        .iter()
        .map(|(space, page)| (space.clone(), page.seq))
        .collect()
}
