//! In the form: picking, what became of each picked file before and after, and away with it.

use domain::attachment::{self, Document};
use domain::identifiers::BoundedText;
use domain::listing::AttachmentRef;
use domain::map::SortedMap;
use domain::product_kind::ProductKind;
use domain::sentence::Sentence;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::engine::ask;
use super::picture::{bytes, shown};
use super::{beside, title};
use crate::components::{
    El, Weight, Words, Working, actions, alert, button, card, div, el, heading, p, slot,
};
use crate::data_saver;
use crate::data_use::size;
use crate::language::tell;
use crate::signals::*;
use crate::workspace::Workspace;

/// What can be read by everybody who has to look at it.
const TAKEN: &str = "image/*,application/pdf";

/// The files of one form, and what was picked since it was opened.
#[derive(Clone, Copy)]
struct Picks {
    workspace: Workspace,
    files: RwSignal<Vec<AttachmentRef>>,
    kind: RwSignal<Option<usize>>,
    /// What each came from, by its digest.
    before: RwSignal<SortedMap<String, File>>,
    working: Working,
    trouble: RwSignal<Option<Sentence>>,
}

/// 附件 — the card of the form.
pub fn section(
    workspace: Workspace,
    files: RwSignal<Vec<AttachmentRef>>,
    kind: RwSignal<Option<usize>>,
) -> Vec<El> {
    let picks = Picks {
        workspace,
        files,
        kind,
        before: RwSignal::new(SortedMap::new()),
        working: Working::new(),
        trouble: RwSignal::new(None),
    };
    let lines = el("ul")
        .class("rows")
        .live(move || files.get().iter().map(|file| picks.line(file)).collect());
    let trouble = slot(move || picks.trouble.get().map(alert).into_iter().collect());
    let told = Words::live(|| {
        let (zh, en) = data_saver::either(
            (
                "在本机缩小成灰度图再上传，一页通常不到 150 KB。没有网络也能拍。",
                "Made smaller and grey on this device, usually below 150 KB a page. Works without a network.",
            ),
            (
                "省流量已开，图片会缩得更小。没有网络也能拍。",
                "Data saver is on: pictures are made smaller still. Works without a network.",
            ),
        );
        tell(&Sentence::new(zh, en))
    });
    let heading = heading(("附件（选填）", "Attachments (optional)"));
    let mut inside = vec![heading, p(told).class("hint"), lines];
    inside.extend(Document::OF_LISTING.map(|document| picks.asking(document)));
    inside.push(
        picks
            .working
            .view(("正在处理图片…", "Working on the picture…")),
    );
    inside.push(trouble);
    vec![card(inside)]
}

impl Picks {
    fn kind(self) -> Option<ProductKind> {
        ProductKind::ALL.get(self.kind.get()?).copied()
    }

    /// A document, and the ways to pick it.
    fn asking(self, document: Document) -> El {
        let name = move || tell(&document.label(self.kind()));
        let ways = [
            (("拍照", "Take a photo"), "photo", true),
            (("选择文件", "Choose files"), "file", false),
        ];
        let number = document as usize;
        let ways = ways.map(|(words, way, camera)| {
            let id = ["attach-", way, "-", &number.to_string()].concat();
            let mut input = el("input").id(&id).class("aside").attr("type", "file").on(
                "change",
                move |event| {
                    let Some(target) = event.target() else { return };
                    self.picked(&target.unchecked_into(), document);
                },
            );
            input = match camera {
                true => input
                    .attr("accept", "image/*")
                    .attr("capture", "environment"),
                false => input.attr("accept", TAKEN).attr("multiple", ""),
            };
            let about = el("span").class("aside").text(Words::live(name));
            let label = el("label").attr("for", &id).class("button secondary");
            let class = if camera { "import camera" } else { "import" };
            div(class)
                .child(input)
                .child(label.text(words).child(about))
        });
        div("row")
            .child(p(Words::live(name)).class("label"))
            .child(actions(ways.into()))
    }

    fn picked(self, input: &HtmlInputElement, document: Document) {
        let Some(list) = input.files() else { return };
        let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        // The same file can be picked again.
        input.set_value("");
        if files.is_empty() || !self.working.begin() {
            return;
        }
        self.trouble.set(None);
        spawn_local(async move {
            for file in files {
                if let Err(why) = self.take(file, document).await {
                    self.trouble.try_set(Some(why));
                }
            }
            self.working.end();
        });
    }

    /// Has it made smaller and kept; only then is it said to be there.
    async fn take(self, file: File, document: Document) -> Result<(), Sentence> {
        let files = beside(&self.workspace.database());
        let saving = data_saver::is_on();
        let answer = ask("take", &files, &[file.clone().into(), saving.into()]).await?;
        let sha256 = answer.get(0).as_string().unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // Ten megabytes at most.
        let size = answer.get(1).as_f64().unwrap_or_default() as u64;
        let called: String = file.name().chars().take(100).collect();
        let named = BoundedText::parse(&called).or_else(|_| BoundedText::parse("附件"));
        let (Ok(digest), Ok(name)) = (BoundedText::parse(&sha256), named) else {
            return Ok(());
        };
        self.before
            .update(|before| drop(before.insert(sha256, file)));
        self.files.update(|files| {
            if files.iter().all(|file| file.sha256 != digest) {
                files.push(AttachmentRef {
                    sha256: digest,
                    name,
                    size,
                    document: Some(document),
                });
            }
        });
        Ok(())
    }

    /// One picked file: what it was, what it has become.
    fn line(self, file: &AttachmentRef) -> El {
        let sha256 = file.sha256.as_str().to_owned();
        let name = title(file, self.kind());
        let came_from = self
            .before
            .with_untracked(|before| before.get(&sha256).cloned());
        let mut sides = vec![];
        if let Some(file) = came_from.filter(|file| file.type_().starts_with("image/")) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // The size of a file.
            let bytes = size(file.size() as u64);
            sides.push(side(("原图 ", "Before, "), bytes, shown(&file, "", "")));
        }
        let database = beside(&self.workspace.database());
        let (asked, called) = (sha256.clone(), file.name.as_str().to_owned());
        let found = RwSignal::new(None);
        spawn_local(async move {
            found.try_set(Some(bytes(&database, &asked, None).await));
        });
        let alt = name.clone();
        let after = slot(move || match found.get() {
            None => vec![],
            Some(Ok(blob)) => vec![shown(&blob, &called, &alt.get())],
            Some(Err(why)) => vec![p(why).class("hint")],
        });
        sides.push(side(("要上传 ", "To upload, "), size(file.size), after));
        let about = el("span").class("aside").text(name.clone());
        let away = button(("删除", "Remove"), Weight::Quiet, move || {
            self.remove(&sha256)
        });
        let head = div("row-head")
            .child(el("span").class("label").text(name))
            .child(away.child(about));
        el("li").child(head).child(div("both").children(sides))
    }

    fn remove(self, sha256: &str) {
        let drafts = self.workspace.drafts().get_untracked();
        let elsewhere = drafts.values().filter(|text| text.contains(sha256)).count() > 1
            || self.workspace.rows().with_untracked(|rows| {
                let mut rows = rows.values();
                rows.any(|row| attachment::names(&row.versioned.record, sha256))
            });
        self.files
            .update(|files| files.retain(|file| file.sha256.as_str() != sha256));
        if elsewhere {
            return;
        }
        let (files, sha256) = (beside(&self.workspace.database()), sha256.to_owned());
        spawn_local(async move {
            ask("drop", &files, &[sha256.as_str().into()]).await.ok();
        });
    }
}

fn side(words: (&'static str, &'static str), bytes: String, inside: El) -> El {
    let caption = el("span").class("hint").text(words).text(bytes);
    div("side").child(inside).child(caption)
}
