//! Two values of one field, side by side: the platform's and one's own.

use super::{El, Words, div, el};

/// 并列 — what the platform has and what the person wrote, each with what can be done
/// with it. `name` says of what, to those who do not see where it stands.
#[must_use]
pub fn both(name: impl Into<Words>, theirs: Side, mine: Side) -> El {
    let name = name.into();
    let side = |title: (&'static str, &'static str), side: Side| {
        div("side")
            .child(el("span").class("hint").text(title))
            .child(el("strong").text(side.said))
            .children(side.choose)
    };
    div("both")
        .attr("role", "group")
        .live_attr("aria-label", move || Some(name.get()))
        .child(side(("平台现在的", "Platform now"), theirs))
        .child(side(("您写的", "You wrote"), mine))
}

/// 一种写法 — one of the two.
pub struct Side {
    said: Words,
    choose: Option<El>,
}

impl Side {
    /// It says this.
    #[must_use]
    pub fn new(said: impl Into<Words>) -> Self {
        Self {
            said: said.into(),
            choose: None,
        }
    }

    /// And this button takes it.
    #[must_use]
    pub fn choose(self, button: El) -> Self {
        Self {
            choose: Some(button),
            ..self
        }
    }
}
