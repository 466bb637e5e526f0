//! The patches that benchmarks and mutants apply to a copy of the tree must fit the tree as it is now.

use std::path::Path;
use std::process::Command;
use yangcai_tests::paths;

/// Fails unless the tree could be changed as `patch` says.
pub fn applies(patch: &Path) {
    let tree = paths::workspace();
    let done = Command::new("git")
        // Of a repository around the tree, files of ours would be none, and be skipped.
        .env("GIT_CEILING_DIRECTORIES", tree.parent().unwrap())
        .current_dir(&tree)
        .args(["apply", "--check"])
        .arg(patch)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success() && !said.contains("Skipped"),
        "{}: {said}",
        patch.display()
    );
}

#[test]
fn the_form_that_the_next_release_is_measured_with_still_applies() {
    applies(&paths::workspace().join("tests/benches/bench/release/new_form.patch"));
}
