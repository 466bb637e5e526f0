//! The front end as files: embedded in a release, read from disk while
//! developing, so that the two can be built apart.

mod answer;
mod csp;
mod delta;
mod dictionary;
mod names;
mod negotiate;
mod releases;

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

pub use answer::serve;
use delta::Deltas;
use dictionary::versions;
use releases::Releases;
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
    deltas: Option<Deltas>,
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
            deltas: None,
        }
    }

    /// With the files of earlier releases in `releases`, to which the present ones
    /// are added: whoever has those is sent what is new against them (RFC 9842).
    /// Where that folder cannot be written, files are sent whole.
    #[must_use]
    pub fn remembering(mut self, releases: &Path) -> Self {
        let names = self.names();
        let pay = names.into_iter().filter(|name| versions(name).is_some());
        let files: Vec<_> = pay
            .filter_map(|name| self.read(&name).map(|bytes| (name, bytes.into_owned())))
            .collect();
        match Releases::keep(releases, &files) {
            Ok(releases) => self.deltas = Some(Deltas::against(releases)),
            Err(error) => tracing::warn!(%error, "earlier releases cannot be kept"),
        }
        self
    }

    /// What an earlier release had under this name, for who still has its page open:
    /// only names that say what they hold.
    fn of_an_earlier_release(&self, name: &str) -> Option<Vec<u8>> {
        names::is_hashed(name)
            .then(|| self.deltas.as_ref()?.releases().named(name))
            .flatten()
    }

    /// The names of the files outside folders.
    fn names(&self) -> Vec<String> {
        let Some(folder) = &self.folder else {
            let names = Embedded::iter().map(Cow::into_owned);
            return names.filter(|name| !name.contains('/')).collect();
        };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
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

    /// 内容安全策略 — the policy that goes with pages and scripts; of a release it
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
