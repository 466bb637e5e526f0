//! Measures a page against a thumb and a narrow screen: targets of 44 × 44 CSS pixels, nothing sticking out
//! sideways. Links within a sentence are exempt, as WCAG 2.5.8 words it; a field's label counts as the field.

use crate::browser::Browser;
use anyhow::{Result, bail};
use serde_json::{Value, json};

/// The smallest target, in CSS pixels each way.
pub const TARGET: u32 = 44;

/// What is wrong with a page's measures, an element a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Targets too small to touch.
    pub small: Vec<String>,
    /// What sticks out of the viewport sideways.
    pub wide: Vec<String>,
}

impl Browser {
    /// Measures the current page as it stands.
    pub async fn measure(&self) -> Result<Measures> {
        let (width, _) = self.device.size();
        let found = self
            .run(
                include_str!("scripts/audit.js"),
                vec![json!(TARGET), json!(width)],
            )
            .await?;
        Ok(Measures {
            small: lines(&found["small"]),
            wide: lines(&found["wide"]),
        })
    }

    /// Fails when a target is too small or something sticks out.
    pub async fn assert_fits(&self) -> Result<()> {
        let measures = self.measure().await?;
        if measures != Measures::default() {
            bail!("{}: {measures:#?}", self.path().await?);
        }
        Ok(())
    }
}

fn lines(found: &Value) -> Vec<String> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
