//! Giving a command by a button: where this device does not take it, why is
//! said beside the button.

use crate::signals::*;
use domain::command::Command;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use crate::components::{El, Tone, Working, div, notice, slot};
use crate::workspace::Workspace;

/// 未成之事 — what kept the last press of a button from working, and whether it
/// still works.
#[derive(Clone, Copy)]
pub struct Trouble {
    why: RwSignal<Option<Sentence>>,
    /// The press that still works.
    pub working: Working,
}

impl Trouble {
    /// None so far.
    #[must_use]
    #[allow(clippy::new_without_default)] // It makes a signal, which needs an owner.
    pub fn new() -> Self {
        Self {
            why: RwSignal::new(None),
            working: Working::new(),
        }
    }

    /// Gives `command`, and runs `done` once it is kept for good. What is pressed
    /// twice is given once.
    pub fn give_then(self, workspace: Workspace, command: Command, done: impl FnOnce() + 'static) {
        if !self.working.begin() {
            return;
        }
        let done: Box<dyn FnOnce()> = Box::new(done);
        spawn_local(async move {
            let given = workspace.give(command).await;
            self.working.end();
            match given {
                Ok(_) => {
                    self.tell(None);
                    done();
                }
                Err(fault) => self.tell(Some(fault.sentence())),
            }
        });
    }

    /// Gives `command`.
    pub fn give(self, workspace: Workspace, command: Command) {
        self.give_then(workspace, command, || {});
    }

    /// Says why something did not work, or that it did.
    pub fn tell(self, why: Option<Sentence>) {
        // The person may have left the page meanwhile.
        self.why.try_set(why);
    }

    /// Where it is said.
    #[must_use]
    pub fn view(self) -> El {
        let told = slot(move || match self.why.get() {
            Some(sentence) => vec![notice(Tone::Bad, sentence, vec![]).attr("role", "alert")],
            None => vec![],
        });
        div("slot")
            .child(self.working.view(("正在保存…", "Saving…")))
            .child(told)
    }
}
