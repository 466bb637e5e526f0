//! axe-core run on the current page: the rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA, with target size.
//!
//! Its source is handed over by WebDriver, which the page's Content-Security-Policy does not forbid.

use crate::browser::Browser;
use crate::paths;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
    }).then(
        (found) => done({ violations: found.violations, passes: found.passes.length }),
        (error) => done({ error: String(error) }),
    );";

/// One rule that a page breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule's name, as in "color-contrast".
    pub rule: String,
    /// What it asks, how grave a breach is, and each element that breaks it.
    pub account: String,
}

impl Browser {
    /// All that axe-core finds wrong with the current page.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let source =
            std::fs::read_to_string(paths::axe()).context("axe-core is not installed: npm ci")?;
        let found = self.run_async(&format!("{source};\n{RUN}"), vec![]).await?;
        match (&found["violations"], &found["passes"]) {
            (Value::Array(violations), passes) if passes.as_u64() > Some(0) => {
                Ok(violations.iter().map(violation).collect())
            }
            _ => bail!("axe-core checked nothing: {found}"),
        }
    }

    /// Fails when axe-core finds anything wrong.
    pub async fn assert_accessible(&self) -> Result<()> {
        let violations = self.axe().await?;
        if !violations.is_empty() {
            let all: Vec<_> = violations.into_iter().map(|found| found.account).collect();
            bail!(
                "{} breaks {} rules:\n{}",
                self.path().await?,
                all.len(),
                all.join("\n")
            );
        }
        Ok(())
    }
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut account = format!(
        "{} ({}): {}",
        text(&found["id"]),
        text(&found["impact"]),
        text(&found["help"])
    );
    for node in found["nodes"].as_array().into_iter().flatten() {
        let why = text(&node["failureSummary"]).replace('\n', "\n      ");
        account += &format!(
            "\n  {} {}\n      {why}",
            json!(node["target"]),
            text(&node["html"])
        );
    }
    Violation {
        rule: text(&found["id"]),
        account,
    }
}
