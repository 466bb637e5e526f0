//! What a reviewer can do with an application now, and why not the rest.

use domain::command::Command;
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::identifiers::BoundedText;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::case::{Turn, cases};
use super::notes::Notes;
use crate::components::{
    El, Form, TextField, Tone, Weight, Words, actions, asking_button, button, card, div, el,
    focus_soon, heading, link_button, notice, p,
};
use crate::outbox::Trouble;
use crate::workspace::Workspace;

/// 审核结论 — what a decision is made with; Copy.
#[derive(Clone, Copy)]
pub struct Decision {
    /// Where it is given.
    pub workspace: Workspace,
    /// The application.
    pub id: RecordId,
    /// What is written of it.
    pub notes: Notes,
    /// The form of a return.
    pub form: Form,
    /// Where a failure is told.
    pub trouble: Trouble,
}

impl Decision {
    fn give(self, act: ReviewAct) {
        let notes = self.notes;
        let decided = act.is_decision();
        self.trouble.give_then(
            self.workspace,
            Command::Review {
                record: self.id,
                act,
            },
            move || {
                if decided {
                    notes.clear();
                }
                // What was pressed is gone; what came in its place is read next.
                focus_soon(if decided { "decided" } else { "decision" });
            },
        );
    }

    fn send_back(self) {
        let remarks = untrack(|| self.notes.draft().remarks());
        let mut fields = vec![Field::Remarks];
        fields.extend(remarks.iter().filter_map(|remark| remark.field));
        if self.form.judge(&fields) {
            self.give(ReviewAct::Return { remarks });
        }
    }

    fn reject(self) {
        let reason = self.notes.reason.get_untracked().trim().to_owned();
        let fault = match BoundedText::<500>::parse(&reason) {
            Ok(_) => return self.give(ReviewAct::Reject { reason }),
            Err(_) if reason.is_empty() => Fault::Missing,
            Err(fault) => fault.into(),
        };
        self.form.refuse(&[FieldFault {
            field: Field::Reason,
            fault,
        }]);
    }
}

/// The decision, or whose turn it is.
pub fn decision(with: Decision, turn: &Turn, awaited: bool, state: ReviewState) -> El {
    let claim = move |words, weight| button(words, weight, move || with.give(ReviewAct::Claim));
    match turn {
        Turn::Nobody => card(vec![
            heading(("审核", "Review")),
            p((
                "还没有人受理。开始审核后，就可以写意见、通过、退回或驳回。",
                "Nobody has taken it up. Begin the review to write remarks, approve, return or reject.",
            )),
            actions(vec![claim(("开始审核", "Begin review"), Weight::Primary)]),
        ]),
        Turn::Colleague(name) => card(vec![
            heading(("审核", "Review")),
            p(Sentence::new(
                [name, " 正在审核。需要由您办理时，可以接手。"].concat(),
                [
                    name,
                    " is reviewing it. Take it over if you have to decide it.",
                ]
                .concat(),
            )),
            actions(vec![claim(("接手审核", "Take over"), Weight::Secondary)]),
        ]),
        Turn::Mine => deciding(with, awaited),
        Turn::Over => decided(with, state),
    }
}

fn deciding(with: Decision, awaited: bool) -> El {
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

/// What was decided, and the next one.
fn decided(with: Decision, state: ReviewState) -> El {
    let platform = with.workspace.platform().id.as_str();
    let label = state.label();
    let words = Sentence::new(
        ["这份申请现在是「", &label.zh, "」"].concat(),
        ["This application is now “", &label.en, "”"].concat(),
    );
    let next = with
        .workspace
        .rows()
        .with_untracked(|rows| cases(rows).into_iter().find(|case| case.id != with.id));
    let on = match next {
        Some(case) => {
            let words = Sentence::new(
                ["下一件：", &case.name].concat(),
                ["Next: ", &case.name].concat(),
            );
            link_button(words, &super::address(platform, case.id), Weight::Primary)
        }
        None => link_button(
            ("回审核队列", "Back to the queue"),
            &["/", platform, "/review"].concat(),
            Weight::Secondary,
        ),
    };
    notice(
        Tone::Plain,
        words,
        vec![
            p((
                "没有要您做的了。是否已传到平台，见上面的标记。",
                "Nothing is left for you to do. The mark above says whether the platform has it.",
            )),
            el("p").child(on),
        ],
    )
    .id("decided")
    .attr("tabindex", "-1")
}
