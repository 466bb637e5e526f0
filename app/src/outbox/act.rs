//! Taking an item of the queue back, or putting its refusal away.

use domain::command::{Command, Origin};
use domain::fault::FieldFault;
use leptos::task::spawn_local;

use super::rescue::{Rescued, rescue};
use super::trouble::Trouble;
use crate::router;
use crate::workspace::Workspace;

/// 处理 — taking an item back, or putting its refusal away.
#[derive(Clone)]
pub struct Act {
    /// Whose queue.
    pub workspace: Workspace,
    /// Which item.
    pub origin: Origin,
    /// What it carries.
    pub command: Command,
    /// The version of the record on which it was given.
    pub version: Option<u64>,
    /// Where a failure is told.
    pub trouble: Trouble,
    /// Whether it was never sent.
    pub taking_back: bool,
}

impl Act {
    /// What was typed goes into a draft first; then the item goes. With `open`
    /// the draft is opened.
    pub fn run(self, faults: &[FieldFault], open: bool) {
        let Self {
            workspace,
            origin,
            command,
            version,
            trouble,
            taking_back,
        } = self;
        let platform = workspace.platform().id.as_str();
        let rescued = workspace
            .drafts()
            .with_untracked(|drafts| rescue(&command, version, faults, drafts, platform));
        spawn_local(async move {
            for Rescued { name, text, .. } in &rescued {
                if let Err(why) = workspace.keep_draft_now(name, text).await {
                    trouble.tell(Some(why));
                    return;
                }
            }
            let gone = if taking_back {
                workspace.discard(origin).await
            } else {
                workspace.dismiss(origin).await
            };
            if let Err(why) = gone {
                // It may have been sent: a draft of it would be sent twice.
                for Rescued { name, .. } in &rescued {
                    workspace.keep_draft(name, String::new());
                }
                trouble.tell(Some(why));
                return;
            }
            trouble.tell(None);
            if let Some(first) = rescued.first().filter(|_| open) {
                router::navigate(&first.address);
            }
        });
    }
}
