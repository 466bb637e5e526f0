//! What every field has around it: label, hint, the reviewer's remark, the fault.

use domain::field::Field;

use super::{El, Form, Icon, Words, div, el, icon, p};

/// A field with its label, hint, remark and fault, in the order in which they are read.
pub(super) fn field_shell(
    field: Field,
    form: Form,
    id: &str,
    label: El,
    hint: Option<Words>,
    control: El,
) -> El {
    let (remark_id, fault_id) = (id.to_owned() + "-remark", id.to_owned() + "-fault");
    let mut shell = div("field")
        .live_attr("data-wrong", move || {
            form.fault(field).map(|_| String::new())
        })
        .child(label);
    if let Some(hint) = hint {
        shell = shell.child(p(hint).class("hint").id(&(id.to_owned() + "-hint")));
    }
    shell
        .child(div("slot").live(move || remark(form, field, &remark_id)))
        .child(
            div("slot")
                .attr("aria-live", "polite")
                .live(move || fault(form, field, &fault_id)),
        )
        .child(control)
}

fn remark(form: Form, field: Field, id: &str) -> Vec<El> {
    let Some(text) = form.remark(field) else {
        return vec![];
    };
    let label = el("strong").text(("审核意见：", "Reviewer’s remark: "));
    vec![
        el("p")
            .class("remark")
            .id(id)
            .child(icon(Icon::Remark))
            .child(el("span").child(label).text(text)),
    ]
}

fn fault(form: Form, field: Field, id: &str) -> Vec<El> {
    let Some(sentence) = form.fault(field) else {
        return vec![];
    };
    let words = el("span")
        .child(el("span").class("aside").text(("错误：", "Error: ")))
        .text(sentence);
    vec![
        el("p")
            .class("fault")
            .id(id)
            .child(icon(Icon::Wrong))
            .child(words),
    ]
}
