//! Words: what an element says, in the language of the interface.

use std::rc::Rc;

use domain::sentence::Sentence;

use crate::language::{say, tell};

/// 文字 — words that follow the language.
#[derive(Clone)]
pub enum Words {
    /// The same in every language: names, codes, what somebody wrote.
    Plain(String),
    /// Chinese and English.
    Say(&'static str, &'static str),
    /// A sentence of the rules or of the platform.
    Tell(Sentence),
    /// Whatever the function says; it may read signals.
    Live(Rc<dyn Fn() -> String>),
}

impl Words {
    /// Words that read signals.
    pub fn live(words: impl Fn() -> String + 'static) -> Self {
        Self::Live(Rc::new(words))
    }

    /// The words in the language of the interface; reactive.
    #[must_use]
    pub fn get(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Say(zh, en) => say(zh, en).to_owned(),
            Self::Tell(sentence) => tell(sentence),
            Self::Live(words) => words(),
        }
    }
}

impl From<(&'static str, &'static str)> for Words {
    fn from((zh, en): (&'static str, &'static str)) -> Self {
        Self::Say(zh, en)
    }
}

impl From<Sentence> for Words {
    fn from(sentence: Sentence) -> Self {
        Self::Tell(sentence)
    }
}

impl From<&Sentence> for Words {
    fn from(sentence: &Sentence) -> Self {
        Self::Tell(sentence.clone())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}
