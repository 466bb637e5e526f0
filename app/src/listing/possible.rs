//! What can be done with a listing now, as buttons, and why something cannot.

use domain::command::Command;
use domain::listing::Listing;
use domain::record_id::RecordId;
use domain::review::ReviewAct;

use super::correction::joins;
use super::draft::ListingDraft;
use super::offer::{Offer, offers};
use super::place::Place;
use crate::components::{El, Weight, Words, actions, asking_button, button, div, link_button, p};
use crate::outbox::Trouble;
use crate::replica::Standing;
use crate::router;
use crate::shell::at;
use crate::workspace::Workspace;

/// What can be done now, and why something cannot.
pub fn possible(
    workspace: Workspace,
    id: RecordId,
    listing: &Listing,
    standing: Standing,
    trouble: Trouble,
) -> El {
    let platform = workspace.platform().id.as_str();
    let half_written = workspace.draft(&Place::Again(id).draft()).is_some();
    let joining = joins(workspace, id, listing.review.state, standing);
    let (mut buttons, mut closed) = (vec![], vec![]);
    for (offer, why) in offers(listing.review.state, standing) {
        match (offer, why) {
            (Offer::Edit, Some(_)) if joining => buttons.push(link_button(
                ("接着修改", "Go on correcting"),
                &Place::Again(id).address(platform),
                Weight::Secondary,
            )),
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
                Command::Review {
                    record: id,
                    act: ReviewAct::Withdraw,
                },
            )
        },
    )
}

fn print() {
    if let Some(window) = web_sys::window() {
        // Where a browser cannot print, nothing happens that could be lost.
        window.print().ok();
    }
}
