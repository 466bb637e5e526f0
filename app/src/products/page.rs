//! The page of the list of products.

use std::rc::Rc;

use domain::actor::Permission;
use domain::profile::PlatformProfile;

use super::finding::{Finding, search};
use super::loading::{about, buttons, explained, work};
use super::reel;
use super::shelf::{Shelf, Stand};
use super::store::Catalogue;
use crate::components::{El, Page, alert, div, empty, opened, p, slot};
use crate::home::refused;
use crate::shell::at;
use crate::workspace::Who;

const TITLE: (&str, &str) = ("产品目录", "Product list");

/// 产品目录 — the unit's own products, on this device.
#[must_use]
pub fn products(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Member, TITLE, move |workspace| {
        if let Some(page) = refused(workspace, Permission::FileListing, TITLE) {
            return page;
        }
        let shelf = Shelf::open(workspace);
        let list = slot(move || match shelf.stand.get() {
            Stand::Reading => vec![
                p(("正在读取本机数据…", "Reading what is kept on this device…"))
                    .attr("role", "status"),
            ],
            Stand::Empty => vec![empty(
                (
                    "还没有目录。装入本单位的产品表（CSV 文件），没有网络也能查找，并从一行新填申报。",
                    "There is no list yet. Load your products from a CSV file to search them without a network and \
                     begin listings from them.",
                ),
                vec![explained()],
            )],
            Stand::Held(catalogue) => held(shelf, &catalogue),
            Stand::Failed(why) => vec![alert(why)],
        });
        Page::new(TITLE)
            .back(("产品挂网", "Listings"), &at(profile, "/listings"))
            .view(vec![
                p((
                    "只存在这台设备上，不会上传。",
                    "It is kept on this device only and never uploaded.",
                ))
                .class("lead"),
                work(shelf),
                list,
                buttons(shelf),
            ])
    })
}

fn held(shelf: Shelf, catalogue: &Rc<Catalogue>) -> Vec<El> {
    let finding = Finding::new(shelf, catalogue);
    vec![
        search(finding),
        div("reel-frame")
            .child(finding.told())
            .child(reel::list(shelf, catalogue, finding)),
        about(catalogue),
        explained(),
    ]
}
