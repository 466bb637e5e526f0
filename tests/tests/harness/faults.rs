//! The page of promises and faults (`docs/faults.md`) tells of tests and patches that there are, and of all patches.

use crate::patches::applies;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use yangcai_tests::paths;

/// One line of a table: what it is about, its tests as (file, name), its patches.
struct Row {
    about: String,
    tests: Vec<(String, String)>,
    patches: Vec<String>,
}

/// What stands between backticks.
pub fn quoted(cell: &str) -> Vec<String> {
    let odd = cell.split('`').skip(1).step_by(2);
    odd.map(str::to_owned).collect()
}

fn rows() -> Vec<Row> {
    let page = std::fs::read_to_string(paths::workspace().join("docs/faults.md")).unwrap();
    let cells = page.lines().filter_map(|line| line.strip_prefix("| "));
    let rows: Vec<Row> = cells
        .map(|line| line.split(" | ").collect::<Vec<_>>())
        .filter(|cells| cells[1].starts_with('`'))
        .map(|cells| {
            let [about, tests, patches] = cells[..] else {
                panic!("three columns: {cells:?}")
            };
            let tests = quoted(tests).into_iter().map(|test| {
                let (file, name) = test.split_once("::").unwrap();
                (file.to_owned(), name.to_owned())
            });
            Row {
                about: about.to_owned(),
                tests: tests.collect(),
                patches: quoted(patches),
            }
        })
        .collect();
    assert!(rows.len() > 50, "{} rows", rows.len());
    rows
}

fn patch(name: &str) -> PathBuf {
    paths::workspace().join(format!("tests/mutants/{name}.patch"))
}

/// The end of the filter in a patch's line `# test: …`: how its test's name begins.
fn tested_by(name: &str) -> String {
    let text = std::fs::read_to_string(patch(name)).unwrap();
    let mut lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("# test: "));
    let command = lines.next().unwrap();
    let filter = command.split(' ').next_back().unwrap();
    filter.rsplit("::").next().unwrap().to_owned()
}

#[test]
fn every_test_that_the_page_names_exists_and_is_run() {
    for Row { about, tests, .. } in rows() {
        assert!(!tests.is_empty(), "{about}");
        for (file, name) in tests {
            is_run(&about, &file, &name);
        }
    }
}

/// Fails where `file` has no test of that name, or one that is left out.
pub fn is_run(about: &str, file: &str, name: &str) {
    let source = std::fs::read_to_string(paths::workspace().join(file));
    let source = source.unwrap_or_else(|error| panic!("{about}: {file}: {error}"));
    let place = source.find(&format!("fn {name}("));
    let place = place.unwrap_or_else(|| panic!("{about}: {file} has no {name}"));
    // Of what stands between the function before and this one.
    let before = source[..place].rsplit("\n}\n").next().unwrap_or_default();
    let marks = ["#[test]", "#[tokio::test"];
    assert!(
        marks.iter().any(|mark| before.contains(mark)) && !before.contains("#[ignore"),
        "{about}: {name} is not run"
    );
}

#[test]
fn every_patch_stands_on_the_page_beside_the_test_that_catches_it() {
    let mut told = BTreeSet::new();
    for Row {
        about,
        tests,
        patches,
    } in rows()
    {
        for name in patches {
            assert!(patch(&name).is_file(), "{about}: there is no {name}");
            let tested = tested_by(&name);
            assert!(!tested.is_empty(), "{name} runs more than one test");
            assert!(
                tests.iter().any(|(_, test)| test.starts_with(&tested)),
                "{about}: {name} is caught by {tested}, which is not named"
            );
            told.insert(name);
        }
    }
    let folder = std::fs::read_dir(paths::workspace().join("tests/mutants")).unwrap();
    let names = folder.map(|entry| entry.unwrap().path());
    let there: BTreeSet<String> = names
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, told);
}

/// A patch that does not apply proves nothing, and nobody would see it before the next run of all of them.
#[test]
fn every_patch_applies_to_the_tree_as_it_is() {
    for name in rows().into_iter().flat_map(|row| row.patches) {
        applies(&patch(&name));
    }
}

/// `make mutants` writes down what it saw caught, with a digest of the patch: one that is new or was altered has to be tried.
#[test]
fn every_patch_was_seen_caught_as_it_is() {
    let record = std::fs::read_to_string(paths::workspace().join("tests/mutants.txt")).unwrap();
    let seen: BTreeSet<(&str, &str)> = record
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?))
        })
        .collect();
    for name in rows().into_iter().flat_map(|row| row.patches) {
        let done = Command::new("cksum")
            .stdin(File::open(patch(&name)).unwrap())
            .output();
        let said = String::from_utf8(done.unwrap().stdout).unwrap();
        let digest = said.split(' ').next().unwrap();
        assert!(
            seen.contains(&(name.as_str(), digest)),
            "{name} was never seen caught as it is now: try `.ci/mutants tests/mutants/{name}.patch`"
        );
    }
}
