//! What takes longer than half a second says so: not sooner, for what comes at
//! once must not flicker, and with a count where there is one.

use std::cell::Cell;

use crate::signals::*;
use gloo::timers::callback::Timeout;

use super::{El, Words, div, el};
use crate::language::say;

/// What takes less, in milliseconds, is over before it could be read.
const WORTH_SAYING: u32 = 500;
/// What takes less, in milliseconds, feels as if it came at once
/// ([Response Times](https://www.nngroup.com/articles/response-times-3-important-limits/)):
/// a button that turned grey for it would flicker, and drawing it would keep what was
/// pressed for waiting.
const FELT: u32 = 100;

thread_local! {
    static BEGUN: Cell<u32> = const { Cell::new(0) };
}

/// 进行中 — work that a press has begun, and whether it has lasted.
#[derive(Clone, Copy)]
pub struct Working {
    /// The number of the piece of work under way; 0 where nothing is. A timer of an
    /// earlier one says nothing of it.
    turn: RwSignal<u32>,
    lasted: RwSignal<Lasted>,
}

/// For how long a piece of work has been under way.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Lasted {
    #[default]
    Unfelt,
    Felt,
    WorthSaying,
}

/// 进度 — how far something has come: so many of so many; of 0 where nobody
/// knows of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HowFar {
    /// What is done.
    pub done: usize,
    /// Of how much.
    pub of: usize,
}

impl Working {
    /// Nothing is under way.
    #[must_use]
    #[allow(clippy::new_without_default)] // It makes signals, which need an owner.
    pub fn new() -> Self {
        Self {
            turn: RwSignal::new(0),
            lasted: RwSignal::new(Lasted::Unfelt),
        }
    }

    /// Begins, unless it has begun already: what is pressed twice is done once.
    pub fn begin(self) -> bool {
        if self.is_on() {
            return false;
        }
        let turn = BEGUN.get() + 1;
        BEGUN.set(turn);
        self.turn.set(turn);
        self.after(FELT, turn, Lasted::Felt);
        self.after(WORTH_SAYING, turn, Lasted::WorthSaying);
        true
    }

    fn after(self, milliseconds: u32, turn: u32, lasted: Lasted) {
        let lasts = move || {
            if self.turn.try_with_untracked(|now| *now == turn) == Some(true) {
                self.lasted.try_set(lasted);
            }
        };
        Timeout::new(milliseconds, lasts).forget();
    }

    /// Ends. The person may have left the page meanwhile.
    pub fn end(self) {
        self.turn.try_set(0);
        if self
            .lasted
            .try_with_untracked(|lasted| *lasted > Lasted::Unfelt)
            == Some(true)
        {
            self.lasted.set(Lasted::Unfelt);
        }
    }

    /// Whether it is under way.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.turn.try_with_untracked(|turn| *turn > 0) == Some(true)
    }

    /// Whether it has lasted for so long that a person notices; reactive.
    #[must_use]
    pub fn felt(self) -> bool {
        self.lasted.get() > Lasted::Unfelt
    }

    /// Whether it has lasted for half a second; reactive.
    #[must_use]
    pub fn lasts(self) -> bool {
        self.lasted.get() == Lasted::WorthSaying
    }

    /// What is said while it lasts.
    #[must_use]
    pub fn view(self, words: impl Into<Words>) -> El {
        let words = words.into();
        let line = el("progress");
        self.shown(el("span").text(words.clone()), line, words)
    }

    /// The place is there before there is something to say: only then is it read out.
    fn shown(self, text: El, line: El, name: Words) -> El {
        let line = line.live_attr("aria-label", move || Some(name.get()));
        let inside = div("progress").child(text).child(line);
        let hidden = move || (!self.lasts()).then(String::new);
        div("slot")
            .attr("role", "status")
            .child(inside.live_attr("hidden", hidden))
    }
}

/// What is said while something comes that has begun already.
#[must_use]
pub fn coming(words: (&'static str, &'static str)) -> El {
    let working = Working::new();
    working.begin();
    working.view(words)
}

/// A bar with `words`, as long as `how_far` says something, beginning half a
/// second after it did.
#[must_use]
pub fn progress(words: impl Into<Words>, how_far: impl Fn() -> Option<HowFar> + 'static) -> El {
    counted(words.into(), Box::new(how_far))
}

fn counted(words: Words, how_far: Box<dyn Fn() -> Option<HowFar>>) -> El {
    let working = Working::new();
    let far = Memo::new(move |_| how_far());
    let under_way = Memo::new(move |_| far.with(Option::is_some));
    let known = move || far.get().filter(|far| far.of > 0);
    let line = el("progress")
        .live_attr("value", move || known().map(|far| far.done.to_string()))
        .live_attr("max", move || known().map(|far| far.of.to_string()));
    let said = words.clone();
    let text = el("span").text(Words::live(move || match known() {
        None => said.get(),
        Some(far) => [&said.get(), " ", &out_of(far)].concat(),
    }));
    working
        .shown(text, line, words)
        .follow(move || match under_way.get() {
            true => drop(working.begin()),
            false => working.end(),
        })
}

fn out_of(far: HowFar) -> String {
    let (done, of) = (far.done.to_string(), far.of.to_string());
    [&done, say(" / ", " of "), &of].concat()
}
