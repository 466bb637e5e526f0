//! WebDriver BiDi: what a browser takes and tells over a socket beside its WebDriver session.

use crate::console::{Kind, Line};
use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

const ANSWER: Duration = Duration::from_secs(30);

/// How Firefox says that no answer came.
const UNREACHABLE: [&str; 2] = ["can’t establish a connection", "was interrupted while"];

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;
type Order = (&'static str, Value, oneshot::Sender<Value>);

/// One session's socket; it closes when this is dropped.
pub(crate) struct Bidi {
    orders: mpsc::UnboundedSender<Order>,
    lines: Arc<Mutex<Vec<Line>>>,
}

impl Bidi {
    /// Connects to where a session says that it listens, and begins to note what consoles say.
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let (socket, _) = tokio_tungstenite::connect_async(url).await?;
        let (orders, ordered) = mpsc::unbounded_channel();
        let lines = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn(converse(socket, ordered, lines.clone()));
        let bidi = Self { orders, lines };
        let events = json!({ "events": ["log.entryAdded"] });
        bidi.command("session.subscribe", events).await?;
        Ok(bidi)
    }

    /// Gives a command and waits for its result.
    pub(crate) async fn command(&self, method: &'static str, parameters: Value) -> Result<Value> {
        let (answer, answered) = oneshot::channel();
        let order = (method, parameters, answer);
        self.orders
            .send(order)
            .ok()
            .context("the browser is gone")?;
        let answer = tokio::time::timeout(ANSWER, answered).await??;
        if answer["type"] != "success" {
            bail!("{method}: {answer}");
        }
        Ok(answer["result"].clone())
    }

    /// Takes what consoles have said since the last time.
    pub(crate) fn take_lines(&self) -> Vec<Line> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut lines)
    }
}

async fn converse(
    mut socket: Socket,
    mut ordered: mpsc::UnboundedReceiver<Order>,
    lines: Arc<Mutex<Vec<Line>>>,
) {
    let mut waiting = BTreeMap::new();
    let mut count = 0_u64;
    loop {
        tokio::select! {
            order = ordered.recv() => {
                let Some((method, parameters, answer)) = order else { return };
                count += 1;
                waiting.insert(count, answer);
                let said = json!({ "id": count, "method": method, "params": parameters });
                if socket.send(Message::text(said.to_string())).await.is_err() { return }
            }
            heard = socket.next() => {
                let Some(Ok(heard)) = heard else { return };
                let heard: Value = serde_json::from_slice(&heard.into_data()).unwrap_or_default();
                if let Some(answer) = heard["id"].as_u64().and_then(|id| waiting.remove(&id)) {
                    let _no_longer_waited_for = answer.send(heard);
                } else if heard["method"] == "log.entryAdded" {
                    lines.lock().unwrap_or_else(PoisonError::into_inner).push(line(&heard["params"]));
                }
            }
        }
    }
}

fn line(entry: &Value) -> Line {
    let text = entry["text"].as_str().unwrap_or_default();
    let kind = if text.contains("Content-Security-Policy") {
        Kind::Policy
    } else if UNREACHABLE.iter().any(|words| text.contains(words)) {
        Kind::Unreachable
    } else if entry["level"] == "error" {
        Kind::Error
    } else {
        Kind::Remark
    };
    Line {
        kind,
        text: format!("{text} {}", entry["stackTrace"]),
    }
}
