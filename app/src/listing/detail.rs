//! One listing: where it stands, by when an answer is promised, what it says
//! and what happened.

use domain::field::Field;
use domain::listing::{Listing, ListingDetails, ProductCode};
use domain::product_kind::ProductKind;
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::draft::ListingDraft;
use super::offer::{Offer, next, offers};
use super::place::Place;
use crate::components::{
    El, Kept, Page, Tone, Weight, Words, actions, answer, answers, asking_button, button, day, div,
    el, history, kept_tag, link_button, money, notice, opened, p, remark_list, state_tag,
};
use crate::language::tell;
use crate::outbox::Trouble;
use crate::replica::{Standing, ViewRow};
use crate::router;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("挂网申报", "Listing");

/// 申报详情 — one listing.
#[must_use]
pub fn detail(profile: &'static PlatformProfile, id: RecordId) -> El {
    opened(profile, Who::Member, TITLE, move |workspace| {
        let (row, trouble) = (watched(workspace, id), Trouble::new());
        div("slot").live(move || vec![shown(workspace, id, row.get().as_ref(), trouble)])
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
        return p(Sentence::new(
            ["已安全存在本机，联网后自动上传。平台收到后 ", &days, " 个工作日内审核。"].concat(),
            ["Safe on this device; it uploads by itself once connected. The platform reviews within ", &days, " working days of receiving it."].concat(),
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

/// What can be done now, and why something cannot.
fn possible(
    workspace: Workspace,
    id: RecordId,
    listing: &Listing,
    standing: Standing,
    trouble: Trouble,
) -> El {
    let platform = workspace.platform().id.as_str();
    let half_written = workspace.draft(&Place::Again(id).draft()).is_some();
    let (mut buttons, mut closed) = (vec![], vec![]);
    for (offer, why) in offers(listing.review.state, standing) {
        match (offer, why) {
            (_, Some(why)) => closed.push(p(why).class("hint")),
            (Offer::Edit, None) => {
                let words = if half_written {
                    ("接着修改", "Go on correcting")
                } else {
                    ("修改后重新提交", "Correct and submit again")
                };
                buttons.push(link_button(
                    words,
                    &Place::Again(id).address(platform),
                    Weight::Primary,
                ));
            }
            (Offer::TakeBack, None) => {
                let words = ("到「待上传」取回修改", "Take it back in the outbox");
                buttons.push(link_button(
                    words,
                    &at(workspace.platform(), "/outbox"),
                    Weight::Secondary,
                ));
            }
            (Offer::Withdraw, None) => buttons.push(withdraw(workspace, id, trouble)),
            (Offer::Refill, None) => {
                let entry = listing.entry.clone();
                buttons.push(button(
                    ("按此重新填报", "File a new one from this"),
                    Weight::Secondary,
                    move || {
                        let place = Place::free(&workspace.drafts().get_untracked());
                        workspace.keep_draft(
                            &place.draft(),
                            ListingDraft::of(entry.clone(), vec![]).text(),
                        );
                        router::navigate(&place.address(workspace.platform().id.as_str()));
                    },
                ));
            }
        }
    }
    buttons.push(button(("打印", "Print"), Weight::Secondary, print));
    div("possible").child(actions(buttons)).children(closed)
}

fn withdraw(workspace: Workspace, id: RecordId, trouble: Trouble) -> El {
    asking_button(
        ("撤回", "Withdraw"),
        Weight::Secondary,
        ("撤回这份申报？", "Withdraw this listing?"),
        Words::from((
            "平台将停止审核。已填内容都在，可以修改后重新提交，期限重新计算。",
            "The platform stops reviewing it. Everything you filled in stays; you can change it and submit again, and the time limit starts anew.",
        )),
        move || {
            trouble.give(
                workspace,
                domain::command::Command::Review {
                    record: id,
                    act: ReviewAct::Withdraw,
                },
            )
        },
    )
}

/// The fields of a listing as they were understood, in the form's order.
#[must_use]
pub fn rows_of(details: &ListingDetails) -> Vec<(Field, Words)> {
    let kind = match details.product_code {
        ProductCode::Drug(_) => ProductKind::Drug,
        ProductCode::Consumable(_) => ProductKind::Consumable,
    };
    vec![
        (Field::ProductKind, kind.label().into()),
        (Field::ProductCode, details.product_code.as_str().into()),
        (Field::ProductName, details.product_name.as_str().into()),
        (Field::Certificate, details.certificate.as_str().into()),
        (Field::Manufacturer, details.manufacturer.as_str().into()),
        (Field::Specification, details.specification.as_str().into()),
        (
            Field::UnitOfMeasure,
            details.unit_of_measure.as_str().into(),
        ),
        (Field::Price, money(details.price).into()),
    ]
}

fn print() {
    if let Some(window) = web_sys::window() {
        // Where a browser cannot print, nothing happens that could be lost.
        window.print().ok();
    }
}
