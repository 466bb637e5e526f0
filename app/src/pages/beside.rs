//! The door to what other tabs have written of a draft: in the part of the program that comes
//! when it is asked for, since two tabs at one form are rare.

use leptos::task::spawn_local;

use crate::components::{El, p, slot};
use crate::rest::{self, Part};
use crate::signals::*;
use crate::workspace::Beside;

/// 另一份草稿 — nothing, where there is none.
#[must_use]
pub fn beside(of: Beside) -> El {
    let here = RwSignal::new(rest::has(Part::Asked));
    slot(move || {
        if !of.any() {
            return vec![];
        }
        if here.get() {
            return vec![rest::apart(Beside::view as fn(Beside) -> El)(of.clone())];
        }
        spawn_local(async move {
            rest::come_to(Part::Asked).await;
            if rest::has(Part::Asked) {
                here.try_set(true);
            }
        });
        vec![p((
            "本机还有另一份草稿，联网后可以打开。",
            "There is another draft on this device; it opens once connected.",
        ))]
    })
}
