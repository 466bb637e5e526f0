//! Finding things on a page as a person does, by what can be read there, and waiting until they are there.
//!
//! ```text
//! browser.field("登录名").fill("buyer").await?;
//! browser.button("登录").click().await?;
//! browser.block("一次性使用输液器").button("修改").click().await?;
//! browser.text("待上传 3 条").appears().await?;
//! ```
//! Names are matched exactly if they can be, else by their beginning, else anywhere. What is hidden is not found.

use crate::browser::Browser;
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use serde::Serialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub(crate) const POLL: Duration = Duration::from_millis(80);

#[derive(Clone, Debug, Serialize)]
struct Step {
    kind: &'static str,
    wanted: String,
    name: Option<String>,
}

/// Something to be found on the current page, looked for anew each time that it is used.
#[derive(Clone)]
pub struct Query<'b> {
    pub(crate) browser: &'b Browser,
    steps: Vec<Step>,
    patience: Duration,
}

/// Whence a search can start: the page as a whole, or something on it.
pub trait Find<'b>: Sized {
    /// The search so far.
    fn query(self) -> Query<'b>;

    /// The innermost element with this visible text.
    fn text(self, text: &str) -> Query<'b> {
        self.query().step("text", text, None)
    }

    /// A button, link or anything else to press, by its name.
    fn button(self, name: &str) -> Query<'b> {
        self.query().step("button", name, None)
    }

    /// A field of any kind by its label.
    fn field(self, label: &str) -> Query<'b> {
        self.query().step("field", label, None)
    }

    /// The smallest list item, table row, article, group of fields or section with this text.
    fn block(self, text: &str) -> Query<'b> {
        self.query().step("block", text, None)
    }

    /// The first element of this ARIA role.
    fn role(self, role: &str) -> Query<'b> {
        self.query().step("role", role, None)
    }

    /// An element of this ARIA role by its name.
    fn named_role(self, role: &str, name: &str) -> Query<'b> {
        self.query().step("role", role, Some(name.to_owned()))
    }

    /// The first visible element that a CSS selector matches.
    fn css(self, selector: &str) -> Query<'b> {
        self.query().step("css", selector, None)
    }
}

impl<'b> Find<'b> for &'b Browser {
    fn query(self) -> Query<'b> {
        Query {
            browser: self,
            steps: Vec::new(),
            patience: self.patience,
        }
    }
}

impl<'b> Find<'b> for Query<'b> {
    fn query(self) -> Query<'b> {
        self
    }
}

impl Query<'_> {
    fn step(mut self, kind: &'static str, wanted: &str, name: Option<String>) -> Self {
        self.steps.push(Step {
            kind,
            wanted: wanted.to_owned(),
            name,
        });
        self
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    /// Waits this long instead of the browser's patience.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    async fn look(&self) -> Result<Option<Element>, CmdError> {
        let client = self.browser.client().map_err(|_| CmdError::WaitTimeout)?;
        let found = client
            .execute(include_str!("scripts/find.js"), vec![json!(self.steps)])
            .await?;
        if found.is_null() {
            return Ok(None);
        }
        Ok(Some(Element::from_element_id(
            client.clone(),
            element_id(&found).into(),
        )))
    }

    /// Whether it is there now.
    pub async fn is_there(&self) -> Result<bool> {
        Ok(self.look().await?.is_some())
    }

    /// Waits until it is there.
    pub async fn appears(&self) -> Result<Element> {
        self.patiently(async |element| Ok(element)).await
    }

    /// Waits until it is not there.
    pub async fn vanishes(&self) -> Result<()> {
        let limit = Instant::now() + self.patience;
        loop {
            match self.look().await {
                Ok(None) => return Ok(()),
                Err(error) if !passes(&error) => return Err(error.into()),
                _ if Instant::now() > limit => {
                    bail!("{self} is still there\n{}", self.browser.account().await)
                }
                _ => tokio::time::sleep(POLL).await,
            }
        }
    }

    /// Does something with the element as soon as it can be done: pages change under one's hands, so what
    /// went stale or lay beneath something else is looked for again.
    pub(crate) async fn patiently<T>(
        &self,
        act: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> Result<T> {
        let limit = Instant::now() + self.patience;
        loop {
            let done = match self.look().await {
                Ok(Some(element)) => act(element).await.map(Some),
                other => other.map(|_| None),
            };
            let why = match done {
                Ok(Some(value)) => return Ok(value),
                Ok(None) => "it is not there".to_owned(),
                Err(error) if passes(&error) => error.to_string(),
                Err(error) => return Err(error).with_context(|| self.to_string()),
            };
            if Instant::now() > limit {
                bail!(
                    "{self}: {why} after {:?}\n{}",
                    self.patience,
                    self.browser.account().await
                );
            }
            tokio::time::sleep(POLL).await;
        }
    }
}

impl std::fmt::Display for Query<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let gap = if index == 0 { "" } else { " › " };
            write!(
                out,
                "{gap}{} «{}{}»",
                step.kind,
                step.wanted,
                step.name
                    .as_deref()
                    .map(|n| format!(" {n}"))
                    .unwrap_or_default()
            )?;
        }
        Ok(())
    }
}

/// WebDriver wraps an element's id under a key that stands for "element".
fn element_id(found: &Value) -> String {
    let id = found.as_object().and_then(|object| object.values().next());
    id.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Whether an error may be gone at the next look.
fn passes(error: &CmdError) -> bool {
    error.is_stale_element_reference()
        || error.is_no_such_element()
        || error.is_element_not_interactable()
        || error.is_invalid_element_state()
        || error.is_javascript_error()
        || is_covered(error)
        || error.to_string().contains("navigation")
}

/// Whether something else lies over what was to be pressed.
pub(crate) fn is_covered(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(found) if found.error == ErrorStatus::ElementClickIntercepted)
}
