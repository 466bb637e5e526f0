//! Buttons and links. A button that cannot be pressed says why.

use crate::signals::*;
use web_sys::Event;

use super::{El, Words, Working, div, el, p};

/// 按钮样式 — how much a button weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on a page.
    Primary,
    /// Anything else.
    Secondary,
    /// What cannot be taken back.
    Danger,
    /// As quiet as a link.
    Quiet,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Secondary => "button secondary",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// A button that can always be pressed.
#[must_use]
pub fn button(words: impl Into<Words>, weight: Weight, mut press: impl FnMut() + 'static) -> El {
    let press = move |event: Event| {
        event.prevent_default();
        press();
    };
    let button = el("button").attr("type", "button").class(weight.class());
    steady(button.text(words).on("click", press))
}

/// Leaves the focus where it is while the button is being pressed. A field that
/// lost it would tell its fault at once, the button would move from under the
/// finger, and the press would come to nothing.
fn steady(button: El) -> El {
    button.on("mousedown", |event| event.prevent_default())
}

/// A button that `hindrance` may keep from being pressed: why is read beside it,
/// and the button stays within reach of the keyboard. `id` is unique on the page.
#[must_use]
pub fn button_unless(
    id: &'static str,
    words: impl Into<Words>,
    weight: Weight,
    hindrance: Signal<Option<domain::sentence::Sentence>>,
    mut press: impl FnMut() + 'static,
) -> El {
    let why = id.to_owned() + "-why";
    let described = why.clone();
    let hindered = move || hindrance.with(Option::is_some);
    let button = button(words, weight, move || {
        if hindrance.with_untracked(Option::is_none) {
            press();
        }
    })
    .id(id)
    .live_attr("aria-disabled", move || {
        hindered().then(|| "true".to_owned())
    })
    .live_attr("aria-describedby", move || {
        hindered().then(|| described.clone())
    });
    let reason = move || match hindrance.get() {
        Some(sentence) => vec![p(sentence).class("hint").id(&why)],
        None => vec![],
    };
    div("with-reason")
        .child(button)
        .child(div("slot").attr("aria-live", "polite").live(reason))
}

/// The button that submits the form around it, unless `hindrance` says why not or
/// the last press still works; after half a second it says so, with `doing`. The
/// form asks for both again, for Enter submits it too.
#[must_use]
pub fn submit_while(
    words: impl Into<Words>,
    working: Working,
    doing: (&'static str, &'static str),
    hindrance: Signal<Option<domain::sentence::Sentence>>,
) -> El {
    let hindered = move || hindrance.with(Option::is_some);
    let button = working_button(submit_button(words), working, hindered)
        .live_attr("aria-describedby", move || {
            hindered().then(|| "submit-why".to_owned())
        });
    let reason = move || match hindrance.get() {
        Some(sentence) => vec![p(sentence).class("hint").id("submit-why")],
        None => vec![],
    };
    div("with-reason")
        .child(button)
        .child(div("slot").attr("aria-live", "polite").live(reason))
        .child(working.view(doing))
}

/// Shows that a button works, and while it does, that it cannot be pressed.
#[must_use]
pub fn working_button(button: El, working: Working, hindered: impl Fn() -> bool + 'static) -> El {
    button
        .live_attr("aria-disabled", move || {
            (working.felt() || hindered()).then(|| "true".to_owned())
        })
        .live_attr("aria-busy", move || {
            working.felt().then(|| "true".to_owned())
        })
}

/// The button that submits the form around it.
#[must_use]
pub fn submit_button(words: impl Into<Words>) -> El {
    steady(
        el("button")
            .attr("type", "submit")
            .class("button")
            .text(words),
    )
}

/// A link within the app or out of it.
#[must_use]
pub fn link(words: impl Into<Words>, href: &str) -> El {
    el("a").attr("href", href).text(words)
}

/// A link that looks like a button: for the next thing to do.
#[must_use]
pub fn link_button(words: impl Into<Words>, href: &str, weight: Weight) -> El {
    link(words, href).class(weight.class())
}

/// A row of buttons.
#[must_use]
pub fn actions(buttons: Vec<El>) -> El {
    div("actions").children(buttons)
}

/// A form whose submission runs `submit` and never leaves the page.
#[must_use]
pub fn form(mut submit: impl FnMut() + 'static, inside: Vec<El>) -> El {
    el("form")
        .attr("novalidate", "")
        // Else browsers keep what is typed in files of their own, and offer it to the next person.
        .attr("autocomplete", "off")
        .children(inside)
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
}
