//! Approving, returning and rejecting, as a reviewer who has the turn sees it.

use domain::field::Field;
use domain::rejection::Rejection;
use domain::review::ReviewAct;

use super::decision::Decision;
use crate::components::{
    El, TextField, Tone, Weight, Words, actions, asking_button, button, card, div, el, heading,
    notice, p,
};

/// The three decisions.
pub fn deciding(with: Decision, awaited: bool) -> El {
    let notes = with.notes;
    let whole = TextField::new(Field::Remarks, notes.whole, with.form)
        .label(("总的意见", "Remark on the whole"))
        .hint((
            "也可以在上面各栏点「写意见」。退回至少要有一条意见。",
            "You can also remark at each field above. A return needs at least one remark.",
        ))
        .rows(3);
    let reason = TextField::new(Field::Reason, notes.reason, with.form)
        .hint(("驳回后这份申请就结束了，申请人须重新申请。能改正的请退回修改。", "A rejection ends this application; the applicant has to begin anew. Return what can be corrected."))
        .rows(3);
    let reject = asking_button(
        ("驳回", "Reject"),
        Weight::Danger,
        ("确定驳回？", "Reject it?"),
        (
            "驳回后不能改回，申请人会看到理由。",
            "This cannot be taken back. The applicant will read your reason.",
        ),
        move || with.reject(),
    );
    let refusal = el("details")
        .child(el("summary").text(("驳回…", "Reject…")))
        .child(reason.view())
        .child(reject);
    // A reason that was being written stays in sight.
    let refusal = if notes.reason.with_untracked(String::is_empty) {
        refusal
    } else {
        refusal.attr("open", "")
    };
    card(vec![
        heading(("审核结论", "Decision")),
        approval(with, awaited),
        div("deciding")
            .child(whole.view())
            .child(actions(vec![button(
                ("退回修改", "Return for correction"),
                Weight::Secondary,
                move || with.send_back(),
            )])),
        refusal,
    ])
    .id("decision")
    .attr("tabindex", "-1")
}

fn approval(with: Decision, awaited: bool) -> El {
    if awaited {
        return notice(
            Tone::Plain,
            ("暂不能通过", "It cannot be approved yet"),
            vec![p(Rejection::AwaitingAttachment.sentence())],
        );
    }
    let notes = with.notes;
    let consequence = Words::live(move || {
        let written = !notes.draft().remarks().is_empty();
        let words = if written {
            (
                "您写了意见，但通过时不会发给申请人。通过后不能改回。",
                "You wrote remarks; an approval does not send them. It cannot be taken back.",
            )
        } else {
            ("通过后不能改回。", "This cannot be taken back.")
        };
        crate::language::say(words.0, words.1).to_owned()
    });
    let approve = asking_button(
        ("通过", "Approve"),
        Weight::Primary,
        ("审核通过？", "Approve it?"),
        consequence,
        move || {
            with.give(ReviewAct::Approve);
        },
    );
    actions(vec![approve])
}
