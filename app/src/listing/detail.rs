//! One listing: where it stands, by when an answer is promised, what it says
//! and what happened.

use crate::signals::*;
use crate::{attachments, data_saver};
use domain::listing::Listing;
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::Sentence;

use super::offer::next;
use super::possible::possible;
use super::sheet_rows::rows_of;
use crate::components::{
    El, Kept, Page, Tone, Words, answer, answers, day, div, el, history, kept_tag, notice,
    opened_early, p, reading, remark_list, state_tag,
};
use crate::language::tell;
use crate::outbox::Trouble;
use crate::replica::{Standing, ViewRow};
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("挂网申报", "Listing");

/// 申报详情 — one listing.
#[must_use]
pub fn detail(profile: &'static PlatformProfile, id: RecordId) -> El {
    opened_early(profile, Who::Member, TITLE, move |workspace| {
        let (row, trouble) = (watched(workspace, id), Trouble::new());
        div("slot").live(move || match row.get() {
            // It may be among those that are still being read.
            None if !workspace.whole().get() => vec![reading(TITLE)],
            row => vec![shown(workspace, id, row.as_ref(), trouble)],
        })
    })
}

/// The record of that name; it tells of changes to this one only.
#[must_use]
pub fn watched(workspace: Workspace, id: RecordId) -> Memo<Option<ViewRow>> {
    let rows = workspace.rows();
    Memo::new(move |_| rows.with(|rows| rows.get(&id).cloned()))
}

fn shown(workspace: Workspace, id: RecordId, row: Option<&ViewRow>, trouble: Trouble) -> El {
    let profile = workspace.platform();
    let back = at(profile, "/listings");
    let Some(ViewRow {
        versioned,
        standing,
    }) = row
    else {
        return missing(&back);
    };
    let Record::Listing(listing) = &versioned.record else {
        return missing(&back);
    };
    let review = &listing.review;
    let mut inside = vec![
        tags(review.state, *standing),
        promise(profile, listing, *standing),
    ];
    let remarks = review.open_remarks();
    if !remarks.is_empty() {
        inside.push(notice(
            Tone::Warning,
            ("请按以下意见修改", "Please correct the following"),
            vec![remark_list(remarks)],
        ));
    }
    if let Some(ReviewAct::Reject { reason }) = review.history.last().map(|event| &event.act) {
        inside.push(notice(
            Tone::Bad,
            ("驳回理由", "Reason for rejection"),
            vec![p(reason.as_str())],
        ));
    }
    inside.push(trouble.view());
    inside.push(possible(workspace, id, listing, *standing, trouble));
    let mut rows: Vec<El> = rows_of(&listing.details)
        .into_iter()
        .map(|(field, text)| answer(field.label(), text, None))
        .collect();
    rows.push(answer(
        ("申请编号", "Application number"),
        id.to_string(),
        None,
    ));
    inside.push(answers(rows));
    inside.extend(attachments::listed(workspace, id, listing));
    inside.push(history(review));
    let name = listing.details.product_name.as_str();
    Page::new(name)
        .above(TITLE)
        .back(("产品挂网", "Listings"), &back)
        .view(inside)
}

/// Where a listing stands. What the platform does not have yet is not said to
/// wait for its review.
pub fn tags(state: ReviewState, standing: Standing) -> El {
    let row = div("tags");
    let row = match (state, standing) {
        (ReviewState::Submitted, Standing::Waiting | Standing::Sent) => row,
        _ => row.child(state_tag(state)),
    };
    row.child(kept_tag(Kept::from(standing)))
}

fn missing(back: &str) -> El {
    Page::new(TITLE)
        .back(("产品挂网", "Listings"), back)
        .view(vec![p(Rejection::NotFound.sentence())])
}

/// What happens next, and by when.
fn promise(profile: &PlatformProfile, listing: &Listing, standing: Standing) -> El {
    let review = &listing.review;
    if standing != Standing::Received && review.state == ReviewState::Submitted {
        let days = profile.review.listing_working_days.to_string();
        let (zh, en) = data_saver::either(
            ("联网后自动上传", "it uploads by itself once connected"),
            (
                "等您点「立即同步」上传",
                "it uploads when you press “Sync now”",
            ),
        );
        return p(Sentence::new(
            [
                "已安全存在本机，",
                zh,
                "。平台收到后 ",
                &days,
                " 个工作日内审核。",
            ]
            .concat(),
            [
                "Safe on this device; ",
                en,
                ". The platform reviews within ",
                &days,
                " working days of receiving it.",
            ]
            .concat(),
        ));
    }
    let text = el("p").text(next(review.state));
    let Some(due) = review.due else { return text };
    let by = Words::live(move || {
        let day = day(due.at.date_in_shanghai());
        let words = Sentence::new(
            ["预计 ", &day, "（北京时间）前答复。"].concat(),
            [" An answer is due by ", &day, ", Beijing time."].concat(),
        );
        tell(&words)
    });
    let text = text.text(by);
    if !due.provisional {
        return text;
    }
    text.text((
        "这一天为暂定：其间的节假日安排尚未公布。",
        " The day is provisional: holidays until then have not been announced.",
    ))
}
