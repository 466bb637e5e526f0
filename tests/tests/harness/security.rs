//! The page on security (`docs/security.md`) tells of tests that there are and that are run.

use crate::faults::{is_run, quoted};
use yangcai_tests::paths;

#[test]
fn every_test_that_the_page_on_security_names_exists_and_is_run() {
    let page = std::fs::read_to_string(paths::workspace().join("docs/security.md")).unwrap();
    let lines = page.lines().filter_map(|line| line.strip_prefix("| "));
    let rows: Vec<_> = lines
        .filter_map(|line| line.split_once(" | "))
        .filter(|(_, tests)| !tests.starts_with("tests") && !tests.starts_with("---"))
        .collect();
    assert!(rows.len() > 20, "{} rows", rows.len());
    for (about, tests) in rows {
        let tests = quoted(tests);
        assert!(!tests.is_empty(), "{about}");
        for test in tests {
            let (file, name) = test.split_once("::").unwrap();
            is_run(about, file, name);
        }
    }
}
