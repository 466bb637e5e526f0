//! What the browser's consoles said: script errors, violations of the Content-Security-Policy, failed requests.

use crate::bidi::Bidi;
use crate::browser::Browser;
use crate::chromium::Command;
use crate::engine::Engine;
use crate::webkit;
use anyhow::{Result, bail};
use fantoccini::Client;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const ANSWER: Duration = Duration::from_secs(10);

/// One line of a console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What kind of line it is.
    pub kind: Kind,
    /// Its text, with where it came from.
    pub text: String,
}

/// What a line of a console tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An error of a script, or one that a script reported.
    Error,
    /// Something that the Content-Security-Policy forbids.
    Policy,
    /// A request that no answer came to: what a cut network looks like.
    Unreachable,
    /// An answer with a status of 400 or more.
    Refused,
    /// Anything less than an error.
    Remark,
}

/// Collects the lines of one browser's consoles: reading them takes them from the browser.
#[derive(Default)]
pub(crate) struct Console {
    lines: Mutex<Vec<Line>>,
}

impl Console {
    fn add(&self, lines: impl IntoIterator<Item = Line>) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(lines);
    }

    fn all(&self) -> Vec<Line> {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A browser that no longer answers has nothing more to say.
async fn chromium(client: &Client) -> Vec<Line> {
    let taken = tokio::time::timeout(ANSWER, client.issue_cmd(Command::TakeLog)).await;
    let said = taken.map_or(Value::Null, Result::unwrap_or_default);
    said.as_array().into_iter().flatten().map(line).collect()
}

fn line(entry: &Value) -> Line {
    let field = |name: &str| entry[name].as_str().unwrap_or_default();
    let text = field("message").to_owned();
    let kind =
        if text.contains("Content Security Policy") || text.contains("Content-Security-Policy") {
            Kind::Policy
        } else if field("level") != "SEVERE" {
            Kind::Remark
        } else if field("source") == "network" && text.contains("net::ERR_") {
            Kind::Unreachable
        } else if field("source") == "network" {
            Kind::Refused
        } else {
            Kind::Error
        };
    Line { kind, text }
}

impl Browser {
    /// Every line that this browser's pages have written to their consoles, over its restarts.
    pub async fn console(&self) -> Vec<Line> {
        self.collect_console().await;
        self.console.all()
    }

    /// Takes what has been said over to this side, before it goes with the browser.
    pub(crate) async fn collect_console(&self) {
        let Some(running) = &self.running else {
            return;
        };
        self.console.add(match self.engine() {
            Engine::Chromium => chromium(&running.client).await,
            Engine::Firefox => running.bidi.as_ref().map_or(vec![], Bidi::take_lines),
            Engine::WebKit => webkit::take_lines(&self.profile()),
        });
    }

    /// Fails when a console holds an error or a violation of the policy. Failed requests are not held
    /// against the page: the tests cut the network themselves.
    pub async fn assert_quiet_console(&self) -> Result<()> {
        let mut lines = self.console().await;
        lines.retain(|line| matches!(line.kind, Kind::Error | Kind::Policy));
        if !lines.is_empty() {
            bail!("the console holds errors: {lines:#?}");
        }
        Ok(())
    }
}
