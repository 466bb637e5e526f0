//! Registrations that the platform did not accept: what was written and why it
//! was refused, from the queue.

use domain::command::{Command, Origin};
use domain::merge::Base;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;

use crate::replica::{Item, Status};
use crate::workspace::Workspace;

/// 未被接受的注册 — one that the platform refused.
pub struct Refusal {
    /// Its place in the queue.
    pub origin: Origin,
    /// Its application number.
    pub id: RecordId,
    /// The application that it was to correct; none for a new one.
    pub again: Option<RecordId>,
    /// What was written.
    pub entry: RegistrationEntry,
    /// The version and the contents that it was written on.
    pub seen: (Option<u64>, Option<RegistrationEntry>),
    /// Why.
    pub rejection: Rejection,
}

fn refusal(item: &Item) -> Option<Refusal> {
    let Status::Refused { rejection } = &item.status else {
        return None;
    };
    let envelope = item.envelope()?;
    let base = envelope.base.as_ref().and_then(Base::registration).cloned();
    let Command::SubmitRegistration {
        registration,
        entry,
    } = envelope.command
    else {
        return None;
    };
    let id =
        registration.unwrap_or_else(|| RecordId::of_command(item.origin.client, item.origin.mid));
    Some(Refusal {
        origin: item.origin,
        id,
        again: registration,
        entry,
        seen: (envelope.base_version, base),
        rejection: rejection.clone(),
    })
}

/// Every refused registration of this device; reactive.
#[must_use]
pub fn all(workspace: Workspace) -> Vec<Refusal> {
    workspace
        .items()
        .with(|items| items.iter().filter_map(refusal).collect())
}

/// The refusal of that application, if it was refused; reactive.
#[must_use]
pub fn of(workspace: Workspace, id: RecordId) -> Option<Refusal> {
    all(workspace).into_iter().find(|refusal| refusal.id == id)
}
