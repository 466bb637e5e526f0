//! Submitting a registration, and what approval makes of it.

use super::{Registration, RegistrationDetails, RegistrationEntry};
use crate::actor::{Actor, Permission};
use crate::change::{Change, Claim, ClaimKind, Holder};
use crate::context::Context;
use crate::fault::{Fault, FieldFault};
use crate::field::Field;
use crate::profile::RegistrationPath;
use crate::record::Record;
use crate::record_id::RecordId;
use crate::rejection::Rejection;
use crate::review::{Review, ReviewAct};
use crate::unit::Unit;

/// What may exist once and is named in this entry, as far as it can be read.
#[must_use]
pub fn claims_of(entry: &RegistrationEntry) -> Vec<Claim> {
    use crate::identifiers::{LoginName, UnifiedSocialCreditCode};
    let code = UnifiedSocialCreditCode::parse(&entry.credit_code).ok();
    let login = LoginName::parse(&entry.login_name).ok();
    let code = code.map(|code| Claim {
        kind: ClaimKind::CreditCode,
        value: code.as_str().to_owned(),
    });
    let login = login.map(|login| Claim {
        kind: ClaimKind::LoginName,
        value: login.as_str().to_owned(),
    });
    code.into_iter().chain(login).collect()
}

/// 提交注册申请 — submits `entry`, as a new application or again under the id of
/// `earlier`.
///
/// # Errors
/// Every fault of the entry at once; the platform's refusal where this kind of
/// organisation cannot register itself; values that somebody else holds.
pub fn submit(
    id: RecordId,
    earlier: Option<&Registration>,
    entry: &RegistrationEntry,
    context: &Context<'_>,
) -> Result<Vec<Change>, Rejection> {
    let Actor::Applicant { intake } = context.actor else {
        return Err(Rejection::NotAllowed {
            permission: Permission::Register,
        });
    };
    let details = entry
        .read()
        .map_err(|faults| Rejection::Fields { faults })?;
    let today = context.now.date_in_shanghai();
    let access = context
        .profile
        .registration(details.kind, today)
        .ok_or(Rejection::NotFound)?;
    let rule = access.rule;
    if !access.open || rule.path != RegistrationPath::SelfService {
        let notice = access.notice.unwrap_or(&rule.explanation).clone();
        return Err(Rejection::SwitchedOff {
            notice,
            instead: access.instead.cloned(),
        });
    }

    let review = earlier
        .map(|registration| registration.review.clone())
        .unwrap_or_default();
    let due = context.due_after(context.profile.review.registration_working_days);
    let event = context.event(ReviewAct::Submit);
    // Who says what the form said has seen that it is submitted already.
    let review = match context.base {
        Some(_) => review.amended(event, Some(due))?,
        None => review.after(&ReviewAct::Submit, event, Some(due))?,
    };

    let claims = claims_of(entry);
    let faults: Vec<_> = claims
        .iter()
        .filter_map(|claim| taken(claim, id, context))
        .collect();
    if !faults.is_empty() {
        return Err(Rejection::Fields { faults });
    }
    let mut changes: Vec<Change> = earlier
        .map(|registration| claims_of(&registration.entry))
        .unwrap_or_default()
        .into_iter()
        .filter(|claim| !claims.contains(claim))
        .map(|claim| Change::Release { claim, holder: id })
        .collect();
    changes.extend(
        claims
            .into_iter()
            .map(|claim| Change::Take { claim, holder: id }),
    );

    let registration = Registration {
        intake: intake.clone(),
        entry: entry.clone(),
        details,
        review,
        unit: None,
    };
    if rule.review_required {
        changes.push(Change::put(id, Record::Registration(registration)));
    } else {
        changes.extend(approved(
            id,
            Registration {
                review: by_rule(&registration.review, context)?,
                ..registration
            },
        ));
    }
    Ok(changes)
}

/// Approval where the profile asks for no review: the same steps, taken at once.
fn by_rule(review: &Review, context: &Context<'_>) -> Result<Review, Rejection> {
    [ReviewAct::Claim, ReviewAct::Approve]
        .into_iter()
        .try_fold(review.clone(), |review, act| {
            review.after(&act, context.event(act.clone()), None)
        })
}

/// What approval makes of an application: the unit, in the same breath.
#[must_use]
pub fn approved(id: RecordId, registration: Registration) -> Vec<Change> {
    let RegistrationDetails {
        kind,
        organisation_name,
        credit_code,
        ..
    } = registration.details.clone();
    let unit = Unit {
        registration: id,
        kind,
        name: organisation_name,
        credit_code,
    };
    let registration = Registration {
        unit: Some(id),
        ..registration
    };
    vec![
        Change::put(id, Record::Registration(registration)),
        Change::put(id.with_row(1), Record::Unit(unit)),
    ]
}

fn taken(claim: &Claim, id: RecordId, context: &Context<'_>) -> Option<FieldFault> {
    let field = match claim.kind {
        ClaimKind::CreditCode => Field::CreditCode,
        ClaimKind::LoginName => Field::LoginName,
    };
    match context.holder(claim) {
        Holder::Record(holder) if holder != id => Some(FieldFault {
            field,
            fault: Fault::Taken,
        }),
        _ => None,
    }
}
