//! What a reviewer can do with an application now, and why not the rest.

use crate::signals::*;
use domain::command::Command;
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::identifiers::BoundedText;
use domain::record_id::RecordId;
use domain::review::{ReviewAct, ReviewState};
use domain::sentence::Sentence;

use super::case::{Turn, cases};
use super::deciding::deciding;
use super::notes::Notes;
use crate::components::{
    El, Form, Tone, Weight, actions, button, card, el, focus_soon, heading, link_button, notice, p,
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
    /// Gives one step, and leads the focus to what comes of it.
    pub fn give(self, act: ReviewAct) {
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

    /// Returns the application with what is written.
    pub fn send_back(self) {
        let remarks = untrack(|| self.notes.draft().remarks());
        let mut fields = vec![Field::Remarks];
        fields.extend(remarks.iter().filter_map(|remark| remark.field));
        if self.form.judge(&fields) {
            self.give(ReviewAct::Return { remarks });
        }
    }

    /// Rejects it for the reason that is written.
    pub fn reject(self) {
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
