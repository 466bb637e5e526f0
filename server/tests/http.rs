//! The server as its callers meet it: the whole router, without a browser and
//! so without anything that a browser checks first.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "sqlite/place.rs"]
#[allow(dead_code)]
mod place;
#[path = "http/support.rs"]
mod support;

#[path = "http/accounts_import.rs"]
mod accounts_import;
#[path = "http/activation.rs"]
mod activation;
#[path = "http/assets.rs"]
mod assets;
#[path = "http/bodies.rs"]
mod bodies;
#[path = "http/checked.rs"]
mod checked;
#[path = "http/demonstration.rs"]
mod demonstration;
#[cfg(target_os = "linux")]
#[path = "http/disk.rs"]
mod disk;
#[path = "http/drafts.rs"]
mod drafts;
#[path = "http/files.rs"]
mod files;
#[path = "http/fuzzed.rs"]
mod fuzzed;
#[path = "http/headers.rs"]
mod headers;
#[path = "http/killed.rs"]
mod killed;
#[path = "http/limits.rs"]
mod limits;
#[path = "http/matrix.rs"]
mod matrix;
#[cfg(target_os = "linux")]
#[path = "http/migration.rs"]
mod migration;
#[path = "http/passwords.rs"]
mod passwords;
#[path = "http/poke.rs"]
mod poke;
#[path = "http/process.rs"]
mod process;
#[path = "http/releases.rs"]
mod releases;
#[path = "http/restore.rs"]
mod restore;
#[path = "http/running.rs"]
mod running;
#[path = "http/same_site.rs"]
mod same_site;
#[path = "http/sessions.rs"]
mod sessions;
#[path = "http/visibility.rs"]
mod visibility;
