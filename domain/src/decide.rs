//! The one function that decides. It runs in the browser, so that a person is
//! answered at once, and again on the server, whose word stands.

use crate::actor::Permission;
use crate::change::Change;
use crate::command::{Command, MAX_ROWS};
use crate::context::{Context, View};
use crate::fault::{Fault, FieldFault, Reading};
use crate::field::Field;
use crate::identifiers::BoundedText;
use crate::listing;
use crate::merge::{Base, Contested, Entry, changes_missing, contested, differences, joined};
use crate::record::{Record, Versioned};
use crate::record_id::RecordId;
use crate::registration::{self, claims_of};
use crate::rejection::Rejection;
use crate::review::{Remark, ReviewAct, ReviewState};

/// 决定 — what a command changes, and the result of each row of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What changes, in order.
    pub changes: Vec<Change>,
    /// One result a row, for batches only.
    pub rows: Vec<Result<RecordId, Rejection>>,
}

impl From<Vec<Change>> for Decision {
    fn from(changes: Vec<Change>) -> Self {
        Self {
            changes,
            rows: vec![],
        }
    }
}

/// Decides `command` on `view`.
///
/// # Errors
/// Why it is refused. A refusal changes nothing.
pub fn decide(
    view: &dyn View,
    command: &Command,
    context: &Context<'_>,
) -> Result<Decision, Rejection> {
    let earlier = match command.target() {
        Some(id) => Some(visible(view, &id, context)?),
        None => None,
    };
    match command {
        Command::SubmitRegistration { entry, .. } => {
            let Some(earlier) = earlier else {
                let id = context.new_id;
                return Ok(registration::submit(id, None, entry, context)?.into());
            };
            let Record::Registration(found) = &earlier.record else {
                return Err(Rejection::NotFound);
            };
            may(Permission::Register, context)?;
            let base = context.base.and_then(Base::registration);
            let Some(entry) = corrected(earlier, base, &found.entry, entry, context)? else {
                return Ok(Decision::default());
            };
            Ok(registration::submit(earlier.id, Some(found), &entry, context)?.into())
        }
        Command::SubmitListing { entry, .. } => {
            let due = listing::due(context);
            let Some(earlier) = earlier else {
                return Ok(listing::submit(context.new_id, None, entry, due, context)?.into());
            };
            let Record::Listing(found) = &earlier.record else {
                return Err(Rejection::NotFound);
            };
            may(Permission::FileListing, context)?;
            let base = context.base.and_then(Base::listing);
            let Some(entry) = corrected(earlier, base, &found.entry, entry, context)? else {
                return Ok(Decision::default());
            };
            Ok(listing::submit(earlier.id, Some(found), &entry, due, context)?.into())
        }
        Command::SubmitListings { rows } => batch(rows, context),
        Command::Review { act, .. } => {
            let earlier = earlier.ok_or(Rejection::NotFound)?;
            if !is_fresh(earlier, context) {
                return Err(changed_meanwhile(earlier, vec![]));
            }
            Ok(review(earlier, act, context)?.into())
        }
        Command::Discarded {} => Ok(Decision::default()),
    }
}

fn may(permission: Permission, context: &Context<'_>) -> Result<(), Rejection> {
    match context.actor.may(permission) {
        true => Ok(()),
        false => Err(Rejection::NotAllowed { permission }),
    }
}

/// Whether the actor has seen the record as it is now.
fn is_fresh(earlier: &Versioned, context: &Context<'_>) -> bool {
    let seen = context.base_version;
    seen.is_none_or(|version| version == earlier.version)
}

fn changed_meanwhile(earlier: &Versioned, fields: Vec<Contested>) -> Rejection {
    Rejection::ChangedMeanwhile {
        version: earlier.version,
        fields,
    }
}

/// The form as it is to be written where it is submitted again; none where the record
/// says all of it already. Inlined: a function of its own would come with another part of
/// the program than its callers.
#[inline(always)]
fn corrected<E: Entry + Clone>(
    earlier: &Versioned,
    base: Option<&E>,
    theirs: &E,
    mine: &E,
    context: &Context<'_>,
) -> Result<Option<E>, Rejection> {
    let base = base.map(|base| base as &dyn Entry);
    let again = again(earlier, base, theirs, mine, context)?;
    Ok(again.map(|again| match again {
        Again::Whole => mine.clone(),
        Again::Fields(fields) => joined(theirs, mine, &fields),
    }))
}

/// What is to be written of a form that is submitted again.
enum Again {
    /// All of it.
    Whole,
    /// What the record has, with these fields of it.
    Fields(Vec<Contested>),
}

/// What of `mine` is to be written on top of what others changed in the form meanwhile;
/// none where the record says all of it already.
///
/// Only a colleague's submission is joined. What else happened to a record since, a
/// withdrawal, a reviewer's word, is for the person to see first.
#[inline(never)]
fn again(
    earlier: &Versioned,
    base: Option<&dyn Entry>,
    theirs: &dyn Entry,
    mine: &dyn Entry,
    context: &Context<'_>,
) -> Result<Option<Again>, Rejection> {
    let fresh = is_fresh(earlier, context);
    let Some(base) = base else {
        // From before commands said what they were based on.
        return match fresh {
            true => Ok(Some(Again::Whole)),
            false => Err(changed_meanwhile(earlier, differences(theirs, mine))),
        };
    };
    let missing = changes_missing(base, theirs, mine);
    let fields = contested(base, theirs, &missing);
    if !fields.is_empty() {
        return Err(changed_meanwhile(earlier, fields));
    }
    match earlier.record.review().map(|review| review.state) {
        Some(ReviewState::Submitted) if missing.is_empty() => Ok(None),
        Some(ReviewState::UnderReview | ReviewState::Approved) if missing.is_empty() && !fresh => {
            Ok(None)
        }
        Some(ReviewState::Submitted) => Ok(Some(Again::Fields(missing))),
        _ if fresh => Ok(Some(Again::Fields(missing))),
        _ => Err(changed_meanwhile(earlier, missing)),
    }
}

/// The record, if this actor may see it. What one may not see does not exist.
fn visible<'a>(
    view: &'a dyn View,
    id: &RecordId,
    context: &Context<'_>,
) -> Result<&'a Versioned, Rejection> {
    let found = view.record(id).ok_or(Rejection::NotFound)?;
    let mine = context.actor.spaces(&context.profile.id);
    let shown = found
        .record
        .spaces(&context.profile.id)
        .iter()
        .any(|space| mine.contains(space));
    if shown {
        Ok(found)
    } else {
        Err(Rejection::NotFound)
    }
}

fn batch(rows: &[listing::ListingEntry], context: &Context<'_>) -> Result<Decision, Rejection> {
    if rows.is_empty() || rows.len() > MAX_ROWS {
        return Err(Rejection::BatchSize {
            max: u32::try_from(MAX_ROWS).unwrap_or(u32::MAX),
        });
    }
    may(Permission::FileListing, context)?;
    let due = listing::due(context);
    let mut decision = Decision::default();
    for (row, entry) in (1_u32..).zip(rows) {
        let id = context.new_id.with_row(row);
        decision.rows.push(
            listing::submit(id, None, entry, due, context).map(|changes| {
                decision.changes.extend(changes);
                id
            }),
        );
    }
    Ok(decision)
}

fn review(
    found: &Versioned,
    act: &ReviewAct,
    context: &Context<'_>,
) -> Result<Vec<Change>, Rejection> {
    let permission = match act {
        // Submission carries what was written, so it has commands of its own.
        ReviewAct::Submit => return Err(Rejection::Unreadable),
        ReviewAct::Withdraw => match found.record {
            Record::Registration(_) => Permission::Register,
            Record::Listing(_) | Record::Unit(_) => Permission::FileListing,
        },
        _ => Permission::Review,
    };
    may(permission, context)?;
    check_words(act)?;
    let before = found.record.review().ok_or(Rejection::NotFound)?;
    let after = before.after(act, context.event(act.clone()), None)?;
    let id = found.id;
    Ok(match &found.record {
        Record::Registration(earlier) => {
            let registration = registration::Registration {
                review: after,
                ..earlier.clone()
            };
            match registration.review.state {
                ReviewState::Approved => registration::approved(id, registration),
                ReviewState::Rejected | ReviewState::Withdrawn => {
                    let claims = claims_of(&registration.entry).into_iter();
                    let mut changes: Vec<_> = claims
                        .map(|claim| Change::Release { claim, holder: id })
                        .collect();
                    changes.push(Change::put(id, Record::Registration(registration)));
                    changes
                }
                _ => vec![Change::put(id, Record::Registration(registration))],
            }
        }
        Record::Listing(earlier) => {
            if *act == ReviewAct::Approve && !earlier.awaited.is_empty() {
                return Err(Rejection::AwaitingAttachment);
            }
            vec![Change::put(
                id,
                Record::Listing(listing::Listing {
                    review: after,
                    ..earlier.clone()
                }),
            )]
        }
        Record::Unit(_) => return Err(Rejection::NotFound),
    })
}

/// The most remarks of one return: several at each field there is.
const MAX_REMARKS: u32 = 100;

/// A return says what to correct and a rejection says why.
fn check_words(act: &ReviewAct) -> Result<(), Rejection> {
    let check = |field: Field, text: &str| {
        let mut reading = Reading::default();
        reading.parse(field, text, BoundedText::<500>::parse);
        let faults = reading.finish();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Rejection::Fields { faults })
        }
    };
    match act {
        ReviewAct::Return { remarks } if remarks.is_empty() => check(Field::Remarks, ""),
        ReviewAct::Return { remarks } if remarks.len() > MAX_REMARKS as usize => {
            let fault = Fault::TooMany { most: MAX_REMARKS };
            Err(Rejection::at(FieldFault {
                field: Field::Remarks,
                fault,
            }))
        }
        ReviewAct::Return { remarks } => remarks
            .iter()
            .try_for_each(|Remark { text, .. }| check(Field::Remarks, text)),
        ReviewAct::Reject { reason } => check(Field::Reason, reason),
        _ => Ok(()),
    }
}
