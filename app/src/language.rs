//! The language of the interface, kept on this device.

use crate::signals::*;
use domain::sentence::{Language, Sentence};

use crate::device;

const KEY: &str = "language";

thread_local! {
    static LANGUAGE: ArcRwSignal<Language> = ArcRwSignal::new(remembered());
}

/// The language that this device remembers.
#[must_use]
pub fn remembered() -> Language {
    let english = device::read(KEY).as_deref() == Some("en");
    if english {
        Language::English
    } else {
        Language::Chinese
    }
}

fn signal() -> ArcRwSignal<Language> {
    LANGUAGE.with(Clone::clone)
}

/// The language now; reactive.
#[must_use]
pub fn language() -> Language {
    signal().get()
}

/// Chooses the language, for this device and from now on.
pub fn set_language(language: Language) {
    device::write(KEY, Some(tag(language)));
    show(language);
    signal().set(language);
}

/// Says in the page's root which language it is in, for screen readers and fonts.
pub fn show(language: Language) {
    let root = leptos::tachys::dom::document().document_element();
    if let Some(root) = root {
        let tag = if language == Language::Chinese {
            "zh-CN"
        } else {
            "en"
        };
        // An attribute of our own root element can always be set.
        root.set_attribute("lang", tag).ok();
    }
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

/// One of two texts that say the same, in the language now; reactive.
#[must_use]
pub fn say(zh: &'static str, en: &'static str) -> &'static str {
    match signal().get() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// A sentence in the language now; reactive.
#[must_use]
pub fn tell(sentence: &Sentence) -> String {
    sentence.text(signal().get()).to_owned()
}
