//! Submitting a listing.

use super::{Listing, ListingEntry};
use crate::actor::Permission;
use crate::calendar::Deadline;
use crate::change::Change;
use crate::context::Context;
use crate::profile::{Module, ModuleState};
use crate::record::Record;
use crate::record_id::RecordId;
use crate::rejection::Rejection;
use crate::review::ReviewAct;
use crate::sentence::Sentence;

/// 审核期限 — by when a listing that is submitted now is decided: the same for
/// every row of a sheet.
#[must_use]
pub fn due(context: &Context<'_>) -> Deadline {
    context.due_after(context.profile.review.listing_working_days)
}

/// 提交挂网申报 — submits `entry`, as a new listing or again under the id of
/// `earlier`, to be decided by [`due`].
///
/// # Errors
/// Every fault of the entry at once; no permission; the module switched off.
pub fn submit(
    id: RecordId,
    earlier: Option<&Listing>,
    entry: &ListingEntry,
    due: Deadline,
    context: &Context<'_>,
) -> Result<Vec<Change>, Rejection> {
    let not_allowed = Rejection::NotAllowed {
        permission: Permission::FileListing,
    };
    if !context.actor.may(Permission::FileListing) {
        return Err(not_allowed);
    }
    let unit = context.actor.unit().ok_or(not_allowed)?;
    let today = context.now.date_in_shanghai();
    let switch = context
        .profile
        .switch(Module::Listing, entry.product_kind, None, today);
    if switch.state != ModuleState::On {
        let notice = switch.notice.cloned().unwrap_or_else(closed);
        return Err(Rejection::SwitchedOff {
            notice,
            instead: switch.instead.cloned(),
        });
    }
    let details = entry
        .read()
        .map_err(|faults| Rejection::Fields { faults })?;
    let review = earlier
        .map(|listing| listing.review.clone())
        .unwrap_or_default();
    let event = context.event(ReviewAct::Submit);
    // Who says what the form said has seen that it is submitted already.
    let review = match context.base {
        Some(_) => review.amended(event, Some(due))?,
        None => review.after(&ReviewAct::Submit, event, Some(due))?,
    };
    let awaited = entry.attachments.clone();
    let listing = Listing {
        unit,
        entry: entry.clone(),
        details,
        review,
        awaited,
    };
    Ok(vec![Change::put(id, Record::Listing(listing))])
}

fn closed() -> Sentence {
    Sentence::new(
        "本平台暂不受理挂网申报。",
        "This platform takes no listings at present.",
    )
}
