//! The applications for registration that were made on this device.

use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::Registration;

use crate::components::{El, Kept, el, heading, kept_tag, slot, state_tag};
use crate::registration::refused;
use crate::replica::Standing;
use crate::shell::at;
use crate::workspace::Workspace;

pub(super) fn applications(workspace: Workspace) -> El {
    slot(move || {
        let mut lines: Vec<El> = refused::all(workspace)
            .into_iter()
            .map(|refusal| {
                line(
                    workspace,
                    refusal.id,
                    &refusal.entry.organisation_name,
                    kept_tag(Kept::Refused),
                )
            })
            .collect();
        workspace.rows().with(|rows| {
            for (id, row) in rows.iter() {
                if let Record::Registration(found) = &row.versioned.record {
                    lines.push(known(workspace, *id, found, row.standing));
                }
            }
        });
        if lines.is_empty() {
            return vec![];
        }
        let title = heading(("本机上的注册申请", "Registrations made on this device"));
        vec![
            el("section")
                .child(title)
                .child(el("ul").class("lines").children(lines)),
        ]
    })
}

fn known(workspace: Workspace, id: RecordId, found: &Registration, standing: Standing) -> El {
    let tag = match standing {
        Standing::Received => state_tag(found.review.state),
        other => kept_tag(other.into()),
    };
    line(workspace, id, &found.entry.organisation_name, tag)
}

fn line(workspace: Workspace, id: RecordId, name: &str, tag: El) -> El {
    let href = at(
        workspace.platform(),
        &["/applications/", &id.to_string()].concat(),
    );
    let link = el("a")
        .attr("href", &href)
        .child(el("span").class("grow").text(name))
        .child(tag);
    el("li").child(link)
}
