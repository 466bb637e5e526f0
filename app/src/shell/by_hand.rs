//! While data is being saved: what waits, and the button that sends and fetches,
//! on every page that has something to send.

use super::Place;
use crate::components::{El, Icon, Weight, Words, Working, button, div, el, icon, working_button};
use crate::language::say;
use crate::outbox::sync_progress;
use crate::routes::Screen;
use crate::workspace::{Opening, SyncState, Who, Workspace, use_workspace};

/// Whose queue is sent from here: the account's, or an applicant's on the pages
/// of applicants; reactive.
pub(super) fn workspace(place: Place) -> Option<Workspace> {
    use Screen::{
        Activate, Application, Platform, Register, RegisterCheck, RegisterOperator, RegisterUnit,
    };
    let who = match place.screen? {
        Platform | Register | RegisterUnit | RegisterOperator | RegisterCheck | Application
        | Activate => Who::Visitor,
        _ if place.signed_in && !place.must_change => Who::Member,
        _ => return None,
    };
    match use_workspace(&place.profile?.id, who) {
        Opening::Open(workspace) => Some(workspace),
        _ => None,
    }
}

/// What waits, and the button.
pub(super) fn bar(place: Place) -> Vec<El> {
    let Some(workspace) = workspace(place) else {
        return vec![];
    };
    let (count, state) = (workspace.count(), workspace.sync_state());
    let words = Words::live(move || {
        let waiting = match count.get().pending {
            0 => say(
                "省流量：不会自动同步。",
                "Saving data: nothing syncs by itself.",
            )
            .to_owned(),
            pending => [
                say("省流量：有 ", "Saving data: "),
                &pending.to_string(),
                say(
                    " 条存在本机，等您同步。",
                    " kept on this device until you sync.",
                ),
            ]
            .concat(),
        };
        let offline = !super::online() || state.get() == SyncState::Offline;
        let offline = match offline {
            true => say("现在没有网络。", " There is no network now."),
            false => "",
        };
        waiting + offline
    });
    let working = Working::new();
    let sync = button(("立即同步", "Sync now"), Weight::Secondary, move || {
        if !working.is_on() {
            workspace.sync_now();
        }
    })
    .id("sync-now")
    .follow(move || match state.get() {
        SyncState::Working => drop(working.begin()),
        _ => working.end(),
    });
    let wrap = div("wrap")
        .child(icon(Icon::Waiting))
        .child(el("p").text(words))
        .child(working_button(sync, working, || false))
        .child(sync_progress(workspace));
    vec![div("banner").child(wrap)]
}
