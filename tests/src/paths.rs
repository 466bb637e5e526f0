//! Where the workspace keeps its builds, its npm packages and what the tests leave to look at.

use std::path::{Path, PathBuf};

/// The top of the workspace.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    workspace().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Where screenshots go.
pub fn screenshots() -> PathBuf {
    target().join("screenshots")
}

/// The source of axe-core, from the locked npm package.
pub fn axe() -> PathBuf {
    workspace().join("node_modules/axe-core/axe.min.js")
}
