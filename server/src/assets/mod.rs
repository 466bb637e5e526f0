//! The front end as files: embedded in a release, read from disk while
//! developing, so that the two can be built apart.

mod answer;
mod csp;
mod names;
mod negotiate;

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

pub use answer::serve;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../app/dist"]
#[allow_missing = true]
struct Embedded;

/// The page that every client-side address opens.
const INDEX: &str = "index.html";

/// 前端文件 — where the front end's files come from.
pub struct Assets {
    folder: Option<PathBuf>,
    policy: OnceLock<String>,
}

impl Assets {
    /// The files in `folder`; without one, those built into a release, or in
    /// development `app/dist` of the source tree.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/dist");
        let folder = folder.or_else(|| cfg!(debug_assertions).then(built));
        Self {
            folder,
            policy: OnceLock::new(),
        }
    }

    /// The contents of the file at `path`, if there is one.
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let Some(folder) = &self.folder else {
            return Embedded::get(path).map(|file| file.data);
        };
        let relative = Path::new(path);
        let inside = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let file = folder.join(relative);
        (inside && file.is_file())
            .then(|| std::fs::read(file).ok())
            .flatten()
            .map(Cow::Owned)
    }

    /// 内容安全策略 — the policy that goes with every answer; of a release it
    /// is computed once, of a folder it follows the page that lies there.
    #[must_use]
    pub fn content_security_policy(&self) -> Cow<'_, str> {
        let compute = || {
            csp::policy(&String::from_utf8_lossy(
                &self.read(INDEX).unwrap_or_default(),
            ))
        };
        match self.folder {
            Some(_) => Cow::Owned(compute()),
            None => Cow::Borrowed(self.policy.get_or_init(compute)),
        }
    }
}
