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

/// A tool that `.ci/setup` has built, or the one of that name on the search path.
pub fn tool(name: &str) -> PathBuf {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache/yangcai"));
    let folder = std::env::var_os("YANGCAI_TOOLS").map(PathBuf::from);
    let built = folder
        .or_else(home)
        .map(|folder| folder.join("bin").join(name));
    built
        .filter(|tool| tool.exists())
        .unwrap_or_else(|| name.into())
}
