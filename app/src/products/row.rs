//! One row of the list in the page.

use super::segment::FIELDS;
use crate::components::{El, div, el};
use crate::language::say;

/// Row `number` of the list, which stands at `at` of `all`; without its fields
/// as long as they are being read. It is made anew where the language changes.
#[must_use]
pub fn view(fields: Option<[&str; FIELDS]>, number: usize, at: usize, all: usize) -> El {
    let row = div("product")
        .attr("role", "listitem")
        .attr("aria-posinset", &(at + 1).to_string())
        .attr("aria-setsize", &all.to_string());
    let Some([code, name, _, maker, specification, unit, price]) = fields else {
        return row
            .attr("aria-busy", "true")
            .child(el("span").class("hint").text(say("正在读取…", "Reading…")));
    };
    let price = match (price, unit) {
        ("", _) => String::new(),
        (price, "") => ["¥", price].concat(),
        (price, unit) => ["¥", price, " / ", unit].concat(),
    };
    let about = [specification, maker]
        .into_iter()
        .filter(|text| !text.is_empty());
    let about = about.collect::<Vec<_>>().join(" · ");
    let line = |class: &str, text: &str| el("span").class(class).text(text);
    let begin = el("button")
        .attr("type", "button")
        .class("button secondary")
        .attr("data-row", &number.to_string())
        .text(say("新填申报", "New listing"))
        .child(line("aside", name));
    row.child(line("product-name", name))
        .child(line("product-code", code))
        .child(line("product-about", &about))
        .child(line("product-price", &price))
        .child(begin)
}
