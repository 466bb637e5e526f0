//! One platform's demonstration, played by the rules: an applicant registers,
//! the centre approves, the unit files listings, the centre answers.

use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::field::Field;
use domain::json::{Raw, write};
use domain::profile::{Module, ModuleState, OrganisationKind, PlatformProfile, RegistrationPath};
use domain::protocol::{PROTOCOL, Problem, PushRequest, ReceiptStatus, SCHEMA, digest};
use domain::record_id::RecordId;
use domain::review::{Remark, ReviewAct};
use domain::space::IntakeId;
use domain::timestamp::Timestamp;

use super::{client_id, entries, people};
use crate::store::{StoreError, Transaction};
use crate::sync::{self, Caller, Profiles};

/// One platform's demonstration.
pub(super) struct Scene<'a> {
    pub(super) db: &'a Transaction<'a>,
    pub(super) profiles: &'a Profiles,
    pub(super) profile: &'a PlatformProfile,
    pub(super) now: Timestamp,
}

impl Scene<'_> {
    pub(super) fn play(&self) -> Result<(), StoreError> {
        let reviewer = people::reviewer(self.db, self.profile, self.now)?;
        let Some(kind) = self.open_kind() else {
            return Ok(());
        };

        let secret = people::secret(self.profile, "unit");
        let entry = entries::registration(self.profile, kind, entries::Applicant::Approved);
        let submit = Command::SubmitRegistration {
            registration: None,
            entry: entry.clone(),
        };
        let registration = self.record("unit", 1);
        self.push("unit", &applicant(&secret), vec![submit])?;
        let today = self.now.date_in_shanghai();
        if self
            .profile
            .registration(kind, today)
            .is_some_and(|access| access.rule.review_required)
        {
            let acts = [ReviewAct::Claim, ReviewAct::Approve];
            self.push(
                "reviewer",
                &reviewer.actor(),
                acts.map(|act| review(registration, act)).into(),
            )?;
        }
        let member = people::unit_admin(self.db, self.profile, registration, self.now)?;

        let entry = entries::registration(self.profile, kind, entries::Applicant::Pending);
        let submit = Command::SubmitRegistration {
            registration: None,
            entry,
        };
        let secret = people::secret(self.profile, "pending");
        self.push("pending", &applicant(&secret), vec![submit])?;

        if self
            .profile
            .switch(Module::Listing, None, Some(kind), today)
            .state
            == ModuleState::On
        {
            self.listings(&member.actor(), &reviewer.actor())?;
        }
        people::imported(self.db, self.profiles, self.profile, self.now)
    }

    /// Four listings: approved, returned for its price, submitted, under review.
    fn listings(&self, member: &Actor, reviewer: &Actor) -> Result<(), StoreError> {
        let file = |entry| Command::SubmitListing {
            listing: None,
            entry,
        };
        self.push("member", member, entries::listings().map(file).into())?;
        let listing = |mid| self.record("member", mid);
        let remarks = vec![Remark {
            field: Some(Field::Price),
            text: "挂网价高于同类产品最低挂网价，请核对后重新申报。".to_owned(),
        }];
        let acts = [
            review(listing(1), ReviewAct::Claim),
            review(listing(1), ReviewAct::Approve),
            review(listing(2), ReviewAct::Claim),
            review(listing(2), ReviewAct::Return { remarks }),
            review(listing(4), ReviewAct::Claim),
        ];
        self.push("listings-reviewer", reviewer, acts.into())
    }

    /// A kind of organisation that can register itself here today.
    fn open_kind(&self) -> Option<OrganisationKind> {
        let today = self.now.date_in_shanghai();
        [
            OrganisationKind::Distributor,
            OrganisationKind::Manufacturer,
            OrganisationKind::Agent,
        ]
        .into_iter()
        .find(|kind| {
            let access = self.profile.registration(*kind, today);
            access.is_some_and(|access| {
                access.open && access.rule.path == RegistrationPath::SelfService
            })
        })
    }

    /// The record that command `mid` of a demonstration client makes.
    fn record(&self, client: &str, mid: u64) -> RecordId {
        RecordId::of_command(self.client(client), mid)
    }

    fn client(&self, name: &str) -> ClientId {
        client_id(self.profile, name)
    }

    /// Pushes commands as a new client, as a browser would.
    fn push(&self, client: &str, actor: &Actor, commands: Vec<Command>) -> Result<(), StoreError> {
        let refused = |what: &dyn core::fmt::Debug| {
            StoreError::Corrupt(format!(
                "demonstration data of {}: {what:?}",
                self.profile.id
            ))
        };
        let frozen: Vec<_> = commands
            .into_iter()
            .map(|command| Envelope {
                command,
                base_version: None,
                base: None,
                at: self.now,
                origin: None,
            })
            .map(|envelope| Raw::new(write(&envelope)))
            .collect();
        let owner = match actor {
            Actor::Applicant { intake } => intake.as_str().to_owned(),
            Actor::Member { account, .. } => account.clone(),
        };
        let caller = Caller {
            platform: self.profile.id.clone(),
            actor: actor.clone(),
            owner,
        };
        let request = PushRequest {
            proto: PROTOCOL,
            schema: SCHEMA,
            epoch: self.db.epoch()?,
            client_id: self.client(client),
            first_mid: 1,
            digest: digest(frozen.iter().map(|command| command.get())),
            commands: frozen,
            packed: None,
            cursors: None,
        };
        let answer = sync::push(self.db, &caller, &request, self.profiles, self.now);
        let answer = answer.map_err(|problem: Problem| refused(&problem))?;
        for receipt in &answer.receipts {
            if let ReceiptStatus::Refused { rejection } = &receipt.status {
                return Err(refused(rejection));
            }
        }
        Ok(())
    }
}

fn applicant(secret: &str) -> Actor {
    Actor::Applicant {
        intake: IntakeId::of_secret(secret),
    }
}

fn review(record: RecordId, act: ReviewAct) -> Command {
    Command::Review { record, act }
}
