//! The summary of what is wrong, on top of a form that was submitted.

use super::{El, Form, Icon, div, el, icon};

/// What is wrong, each with a link to its field; empty while nothing is. It
/// takes the focus when it appears ([`Form::judge`]).
#[must_use]
pub fn error_summary(form: Form) -> El {
    div("slot").live(move || {
        let verdict = form.verdict();
        if verdict.is_empty() {
            return vec![];
        }
        let lines = verdict.into_iter().map(|(field, sentence)| {
            let link = el("a")
                .attr("href", &("#".to_owned() + form.id_of(field)))
                .text(sentence);
            el("li").child(link)
        });
        let title = el("h2")
            .id("error-title")
            .child(icon(Icon::Wrong))
            .text(("请先修改以下内容", "Please correct the following"));
        let summary = div("summary-of-errors")
            .id("error-summary")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .attr("aria-labelledby", "error-title");
        vec![summary.child(title).child(el("ul").children(lines))]
    })
}
