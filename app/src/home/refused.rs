//! Pages for another role: who may use them is said, and the way home.

use domain::actor::Permission;
use domain::rejection::Rejection;

use crate::components::{El, Page, Tone, Weight, link_button, notice};
use crate::shell::at;
use crate::workspace::Workspace;

/// The page that stands in place of one which this account may not use.
#[must_use]
pub fn refused(
    workspace: Workspace,
    permission: Permission,
    title: (&'static str, &'static str),
) -> Option<El> {
    if workspace.identity().actor.may(permission) {
        return None;
    }
    let why = Rejection::NotAllowed { permission }.sentence();
    let home = link_button(
        ("回首页", "Home"),
        &at(workspace.platform(), "/home"),
        Weight::Secondary,
    );
    Some(Page::new(title).view(vec![notice(Tone::Plain, why, vec![]), home]))
}
