//! Where a listing is read: its files, whether the platform has them, and a look at each.

use domain::listing::{AttachmentRef, Listing};
use domain::product_kind::ProductKind;
use domain::record_id::RecordId;
use leptos::task::spawn_local;

use super::picture::{bytes, shown};
use super::sending::{Going, going};
use super::{beside, title};
use crate::components::{
    El, HowFar, Icon, Weight, Working, alert, button, div, el, heading, p, progress, slot, tag,
};
use crate::data_use::size;
use crate::signals::*;
use crate::workspace::Workspace;

/// 附件清单 — the files that a listing names; nothing where it names none.
#[must_use]
pub fn listed(workspace: Workspace, id: RecordId, listing: &Listing) -> Vec<El> {
    let entry = &listing.entry;
    if entry.attachments.is_empty() {
        return vec![];
    }
    let lines = entry.attachments.iter().map(|file| {
        let awaited = listing.awaited.contains(file);
        line(workspace, id, file, entry.product_kind, awaited)
    });
    let lines = el("ul").class("rows").children(lines.collect::<Vec<_>>());
    vec![
        el("section")
            .child(heading(("附件", "Attachments")))
            .child(lines),
    ]
}

fn line(
    workspace: Workspace,
    id: RecordId,
    file: &AttachmentRef,
    kind: Option<ProductKind>,
    awaited: bool,
) -> El {
    let name = title(file, kind);
    let looked = RwSignal::new(None);
    let working = Working::new();
    let (sha256, called) = (
        file.sha256.as_str().to_owned(),
        file.name.as_str().to_owned(),
    );
    let asked = sha256.clone();
    let look = move || {
        if !working.begin() {
            return;
        }
        let asked = asked.clone();
        spawn_local(async move {
            let (files, record) = (beside(&workspace.database()), id.to_string());
            let account = workspace.account().unwrap_or_default();
            let found = bytes(&files, &asked, Some((&account, &record))).await;
            looked.try_set(Some(found));
            working.end();
        });
    };
    let about = el("span").class("aside").text(name.clone());
    let alt = name.clone();
    let inside = slot(move || match looked.get() {
        None => vec![],
        Some(Ok(blob)) => vec![shown(&blob, &called, &alt.get())],
        Some(Err(why)) => vec![alert(why)],
    });
    let head = div("row-head")
        .child(el("span").class("label").text(name))
        .child(button(("查看", "View"), Weight::Quiet, look).child(about));
    let about = div("tags")
        .child(standing(&sha256, awaited))
        .child(el("span").class("hint").text(size(file.size)));
    let waits = working.view(("正在取附件…", "Fetching the file…"));
    let line = el("li").child(head).child(about);
    line.child(on_the_way(sha256)).child(waits).child(inside)
}

/// Whether the platform has it.
fn standing(sha256: &str, awaited: bool) -> El {
    let sha256 = sha256.to_owned();
    slot(move || {
        let here = matches!(going(&sha256), Some(Going::Done));
        vec![match awaited && !here {
            true => tag(
                "tag waiting",
                Icon::Waiting,
                ("附件待上传", "File not there yet"),
            ),
            false => tag("tag received", Icon::Received, ("平台已收", "Received")),
        }]
    })
}

/// How far it has come, or why it is not taken.
fn on_the_way(sha256: String) -> El {
    let far = sha256.clone();
    let bar = progress(
        ("正在上传附件（KB）", "Uploading the file, KB"),
        move || match going(&far) {
            Some(Going::Far(HowFar { done, of })) if done < of => Some(HowFar {
                done: done / 1024,
                of: of.div_ceil(1024),
            }),
            _ => None,
        },
    );
    let refused = slot(move || match going(&sha256) {
        Some(Going::Refused(why)) => vec![
            alert(why),
            p((
                "请修改申报，换一个附件。",
                "Please correct the listing with another file.",
            ))
            .class("hint"),
        ],
        _ => vec![],
    });
    div("slot").child(bar).child(refused)
}
