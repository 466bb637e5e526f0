//! What stands at an address that leads nowhere.

use crate::components::{El, Page, Weight, actions, link_button, p};

/// 没有这一页 — with a way home.
#[must_use]
pub fn not_found() -> El {
    Page::new(("没有找到这一页", "Page not found")).view(vec![
        p((
            "地址可能输错了，或者这一页已经不在。请从服务大厅重新进入；本机保存的内容不受影响。",
            "The address may be wrong, or the page is gone. Start again from the service hall; what is kept on this \
             device is not affected.",
        )),
        actions(vec![link_button(("返回服务大厅", "To the service hall"), "/", Weight::Primary)]),
    ])
}
