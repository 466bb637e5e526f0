//! What an applicant can do next: correct, apply anew, withdraw.

use domain::command::{Command, Origin};
use domain::record_id::RecordId;
use domain::registration::{Registration, RegistrationEntry};
use domain::review::ReviewAct;
use leptos::task::spawn_local;

use crate::components::{El, Tone, Weight, actions, asking_button, button, div, notice, p};
use crate::outbox::{Trouble, both_values};
use crate::registration::draft::{DRAFT, Draft, now};
use crate::registration::refused::Refusal;
use crate::router::navigate;
use crate::shell::at;
use crate::workspace::Workspace;

/// Opens the form again with everything that was written.
pub(super) fn again(
    workspace: Workspace,
    words: (&'static str, &'static str),
    id: Option<RecordId>,
    found: &Registration,
) -> El {
    let draft = Draft {
        entry: found.entry.clone(),
        again: id,
        version: id.and_then(|id| Some(now(workspace, id)?.1)),
        base: id.map(|_| found.entry.clone()),
        remarks: found.review.open_remarks().to_vec(),
        ..Draft::default()
    };
    let trouble = Trouble::new();
    let open = button(words, Weight::Primary, move || {
        reopen(workspace, draft.clone(), None, trouble)
    });
    div("slot").child(actions(vec![open])).child(trouble.view())
}

/// Opens the form with `draft`, and puts the refusal that it comes from away. What was
/// being written there stays as one more draft.
fn reopen(workspace: Workspace, draft: Draft, refused: Option<Origin>, trouble: Trouble) {
    if !trouble.working.begin() {
        return;
    }
    spawn_local(async move {
        let standing = Draft::open(workspace);
        let mut kept = Ok(());
        if standing.entry != RegistrationEntry::default() && standing.entry != draft.entry {
            kept = workspace.set_draft_aside(DRAFT).await;
        }
        trouble.working.end();
        if kept.is_err() {
            return trouble.tell(kept.err());
        }
        draft.keep(workspace);
        navigate(&at(workspace.platform(), "/register"));
        if let Some(origin) = refused {
            // It stays in the list if this device cannot write; nothing is lost.
            workspace.dismiss(origin).await.ok();
        }
    });
}

/// What the platform did not accept, with its sentence, and the way to correct it.
pub(in crate::registration) fn refused(workspace: Workspace, refusal: Refusal) -> El {
    let told: Vec<El> = match refusal.rejection.faults() {
        [] => vec![p(refusal.rejection.sentence())],
        faults => faults.iter().map(|fault| p(fault.sentence())).collect(),
    };
    let values = both_values(refusal.rejection.contested(), &refusal.entry);
    let current = refusal.again.and_then(|id| now(workspace, id));
    let mut draft = Draft {
        again: refusal.again,
        refused: refusal.rejection.faults().to_vec(),
        entry: refusal.entry,
        version: refusal.seen.0,
        base: refusal.seen.1,
        ..Draft::default()
    };
    if let Some((theirs, version)) = current {
        // Both values stand on this page: whoever goes on from here has seen them.
        draft = draft.on(&theirs, version);
    }
    let (origin, trouble) = (refusal.origin, Trouble::new());
    let correct = button(
        ("修改后重新提交", "Correct and resubmit"),
        Weight::Primary,
        move || reopen(workspace, draft.clone(), Some(origin), trouble),
    );
    let kept = p((
        "您填写的内容都还在。",
        "Everything you entered is still here.",
    ));
    let inside = told
        .into_iter()
        .chain(values)
        .chain([kept, actions(vec![correct]), trouble.view()])
        .collect();
    notice(
        Tone::Bad,
        (
            "平台没有接受这份申请",
            "The platform did not accept this application",
        ),
        inside,
    )
}

/// Takes the application back.
pub(super) fn withdraw(workspace: Workspace, id: RecordId) -> El {
    let trouble = Trouble::new();
    let ask = asking_button(
        ("撤回申请", "Withdraw"),
        Weight::Quiet,
        ("撤回这份申请？", "Withdraw this application?"),
        (
            "撤回后平台不再审核；内容保留，可以修改后重新提交。",
            "The platform will not review it; everything is kept and can be submitted again.",
        ),
        move || {
            let command = Command::Review {
                record: id,
                act: ReviewAct::Withdraw,
            };
            trouble.give(workspace, command);
        },
    );
    div("slot").child(ask).child(trouble.view())
}
