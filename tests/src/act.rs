//! What a person does with what was found, and what can be read from it.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::query::{Query, is_covered};
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde_json::json;
use std::time::Duration;

/// Chosen from a picker rather than typed: set as a whole, with the events that a picker causes.
const SET: &str = "const [field, value] = arguments;
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
    own.set.call(field, value);
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));";
const PICKERS: &[&str] = &[
    "date",
    "datetime-local",
    "month",
    "time",
    "week",
    "color",
    "range",
];

const PRESSES: usize = 3;
const LOOKS: usize = 100;
const BLINK: Duration = Duration::from_millis(50);

impl Query<'_> {
    /// Presses it.
    pub async fn click(&self) -> Result<()> {
        // Other drivers say that what was looked for is no longer under the finger; this one presses what is there now.
        let looks = self.browser.engine() == Engine::WebKit;
        self.patiently(async |element| {
            if looks {
                rests(&element).await?;
            }
            element.click().await
        })
        .await
    }

    /// Puts this text in place of what a field holds, key by key.
    pub async fn fill(&self, text: &str) -> Result<()> {
        self.patiently(async |element| {
            let kind = element.attr("type").await?.unwrap_or_default();
            if PICKERS.contains(&kind.as_str()) {
                let client = element.clone().client();
                return client
                    .execute(SET, vec![json!(element), json!(text)])
                    .await
                    .map(|_| ());
            }
            let held = element.prop("value").await?.unwrap_or_default();
            if !held.is_empty() {
                let erase = format!(
                    "{}a{}{}",
                    char::from(Key::Control),
                    char::from(Key::Null),
                    char::from(Key::Backspace)
                );
                element.send_keys(&erase).await?;
            }
            if text.is_empty() {
                Ok(())
            } else {
                element.send_keys(text).await
            }
        })
        .await
    }

    /// Types at the end of what a field holds. A path given to a file field chooses that file.
    pub async fn type_keys(&self, keys: &str) -> Result<()> {
        self.patiently(async |element| element.send_keys(keys).await)
            .await
    }

    /// Chooses an option of a list by its visible text.
    pub async fn choose(&self, option: &str) -> Result<()> {
        self.patiently(async |element| element.select_by_label(option).await)
            .await
    }

    /// Ticks or unticks a box, or picks a radio button; presses only if that changes something.
    pub async fn tick(&self, ticked: bool) -> Result<()> {
        // A line that appears above while one presses moves it from under the finger; one sees that, and presses again.
        for _ in 0..PRESSES {
            let is = self.patiently(async |element| {
                if element.is_selected().await? != ticked {
                    press(&element).await?;
                }
                // What goes away with the press has been pressed.
                Ok(element.is_selected().await.unwrap_or(ticked))
            });
            if is.await? == ticked {
                return Ok(());
            }
        }
        bail!("it was pressed {PRESSES} times, and is not as it should be")
    }
}

/// A box that is drawn by its label has no area of its own to press.
/// Waits until the element stays where it is, as a person does while a page is still growing.
async fn rests(element: &Element) -> Result<(), CmdError> {
    let mut place = element.rectangle().await?;
    for _ in 0..LOOKS {
        tokio::time::sleep(BLINK).await;
        let now = element.rectangle().await?;
        if now == place {
            break;
        }
        place = now;
    }
    Ok(())
}

async fn press(element: &Element) -> Result<(), CmdError> {
    match element.click().await {
        Err(error) if error.is_element_not_interactable() || is_covered(&error) => {
            let script = "(arguments[0].labels[0] || arguments[0]).click()";
            element
                .clone()
                .client()
                .execute(script, vec![json!(element)])
                .await
                .map(|_| ())
        }
        other => other,
    }
}

impl Browser {
    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let focused = self.client()?.active_element().await?;
        focused
            .send_keys(keys)
            .await
            .context("the focus takes no keys")
    }
}
