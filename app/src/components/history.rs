//! The history of an application: who did what when, with remarks.

use domain::review::{Remark, Review, ReviewAct, ReviewEvent};
use domain::sentence::Sentence;

use super::{El, div, el, heading, moment, p};

/// Everything that happened, the latest first.
#[must_use]
pub fn history(review: &Review) -> El {
    let lines = review.history.iter().rev().map(line);
    el("section")
        .class("history")
        .child(heading(("办理记录", "History")))
        .child(p(("时间均为北京时间。", "Times are Beijing time.")).class("hint"))
        .child(el("ol").children(lines))
}

fn line(event: &ReviewEvent) -> El {
    let head = div("event")
        .child(el("strong").text(done(&event.act)))
        .child(
            el("span")
                .class("hint")
                .text([&event.by.name, " · ", &moment(event.at)].concat()),
        );
    let line = el("li").child(head);
    match &event.act {
        ReviewAct::Return { remarks } => line.child(remark_list(remarks)),
        ReviewAct::Reject { reason } => line.child(el("p").class("said").text(reason.as_str())),
        _ => line,
    }
}

/// Remarks, each with the field at which it stands.
#[must_use]
pub fn remark_list(remarks: &[Remark]) -> El {
    el("ul")
        .class("said")
        .children(remarks.iter().map(|remark| {
            let line = el("li");
            match remark.field {
                Some(field) => line.child(el("strong").text(field.label()).text(("：", ": "))),
                None => line,
            }
            .text(remark.text.as_str())
        }))
}

/// What an act is called once it is done.
fn done(act: &ReviewAct) -> Sentence {
    let (zh, en) = match act {
        ReviewAct::Submit => ("提交申请", "Submitted"),
        ReviewAct::Claim => ("受理", "Taken up for review"),
        ReviewAct::Approve => ("审核通过", "Approved"),
        ReviewAct::Return { .. } => ("退回修改", "Returned for correction"),
        ReviewAct::Reject { .. } => ("驳回", "Rejected"),
        ReviewAct::Withdraw => ("撤回申请", "Withdrawn"),
    };
    Sentence::new(zh, en)
}
