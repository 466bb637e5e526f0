//! The field for a password, with the button that shows what is typed.

use crate::signals::*;
use domain::field::Field;
use domain::sentence::Sentence;

use crate::components::{El, Form, TextField, Weight, Words, button, el};
use crate::language::say;
use crate::shell::online;

/// A password field. `purpose` is `current-password` or `new-password`, for
/// password managers.
#[must_use]
pub fn password_field(
    id: &'static str,
    label: impl Into<Words>,
    purpose: &'static str,
    value: RwSignal<String>,
    form: Form,
) -> El {
    TextField::new(Field::Password, value, form)
        .id(id.to_owned())
        .label(label)
        .attr("type", "password")
        .attr("autocomplete", purpose)
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .addition(toggle(id, purpose))
        .view()
}

fn toggle(id: &'static str, purpose: &'static str) -> El {
    let shown = RwSignal::new(false);
    let words = Words::live(move || match shown.get() {
        true => say("隐藏密码", "Hide password").to_owned(),
        false => say("显示密码", "Show password").to_owned(),
    });
    button(words, Weight::Secondary, move || {
        let show = !shown.get_untracked();
        if let Some(input) = document().get_element_by_id(id) {
            // Of a field that is no password browsers write the text to the disk,
            // to restore the page some day, unless it is not to be completed.
            let (kind, completed) = if show {
                ("text", "off")
            } else {
                ("password", purpose)
            };
            // An attribute can always be set.
            input.set_attribute("autocomplete", completed).ok();
            input.set_attribute("type", kind).ok();
        }
        shown.set(show);
    })
    .attr("aria-controls", id)
}

/// The login name, for password managers alone: they keep the two together.
#[must_use]
pub(super) fn login_name_beside(login_name: &str) -> El {
    let fixed = [
        ("type", "text"),
        ("autocomplete", "username"),
        ("value", login_name),
        ("readonly", ""),
        ("tabindex", "-1"),
        ("aria-hidden", "true"),
    ];
    fixed
        .into_iter()
        .fold(el("input").class("aside"), |input, (name, value)| {
            input.attr(name, value)
        })
}

/// What a form says whose work only the platform can do, while there is no network.
#[must_use]
pub fn needs_network(why: (&'static str, &'static str)) -> Signal<Option<Sentence>> {
    Signal::derive(move || (!online()).then(|| Sentence::new(why.0, why.1)))
}

/// What such a form says while the platform is being asked.
pub const ASKING: (&str, &str) = ("正在与平台联系…", "Asking the platform…");
