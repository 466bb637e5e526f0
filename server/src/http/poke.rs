//! 提醒: says that something changed in the caller's spaces, and not what. A
//! stream where the way allows one, else a call that waits.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use domain::actor::Actor;
use domain::space::Space;
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::{broadcast, watch};

use super::caller::{Visitor, signed_in};
use super::problem::{self, Answer};
use super::state::App;

/// Between comments that keep the connection open.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// The longest that a call waits, in seconds.
const LONGEST_WAIT: u64 = 50;

/// `?wait=25`.
#[derive(Deserialize)]
pub struct Waiting {
    wait: Option<u64>,
}

/// What ended a wait.
enum Heard {
    Touched,
    Silence,
    Closing,
}

/// 监听 — one caller's ear.
struct Ear {
    touched: broadcast::Receiver<Arc<BTreeSet<Space>>>,
    stopping: watch::Receiver<bool>,
    spaces: Vec<Space>,
    by_session: bool,
}

impl Ear {
    /// Waits until one of the caller's spaces is touched, or `patience` is over.
    async fn listen(&mut self, patience: Duration) -> Heard {
        let deadline = tokio::time::sleep(patience);
        tokio::pin!(deadline);
        loop {
            tokio::select! {
                heard = self.touched.recv() => match heard {
                    Ok(spaces) if self.spaces.iter().any(|space| spaces.contains(space)) => return Heard::Touched,
                    Ok(_) => {}
                    // Whoever missed something may have missed their own.
                    Err(broadcast::error::RecvError::Lagged(_)) => return Heard::Touched,
                    Err(broadcast::error::RecvError::Closed) => return Heard::Closing,
                },
                _ = self.stopping.wait_for(|stopping| *stopping) => return Heard::Closing,
                () = &mut deadline => return Heard::Silence,
            }
        }
    }
}

/// 提醒 — `GET /v1/poke`, and `GET /v1/poke?wait=25`.
///
/// # Errors
/// No caller; a wait that is no number.
pub async fn poke(
    State(app): State<App>,
    Visitor(caller): Visitor,
    waiting: Result<Query<Waiting>, QueryRejection>,
    parts: Parts,
) -> Answer<Response> {
    let Query(Waiting { wait }) = waiting.map_err(|_| problem::malformed())?;
    let mut ear = Ear {
        touched: app.writer.subscribe(),
        stopping: app.stopping.clone(),
        spaces: caller.actor.spaces(&caller.platform),
        by_session: matches!(caller.actor, Actor::Member { .. }),
    };
    if let Some(seconds) = wait {
        let heard = ear
            .listen(Duration::from_secs(seconds.min(LONGEST_WAIT)))
            .await;
        let status = if matches!(heard, Heard::Touched) {
            StatusCode::OK
        } else {
            StatusCode::NO_CONTENT
        };
        return Ok(status.into_response());
    }
    let unbuffered = [(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    )];
    Ok((unbuffered, Sse::new(events(app, ear, parts))).into_response())
}

/// The stream: a comment at once, so that the client knows it is heard; then a
/// poke for each touch and a comment in each silence. A session that has ended
/// ends its stream.
fn events(app: App, ear: Ear, parts: Parts) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((ear, true), move |(mut ear, first)| {
        let (app, headers) = (app.clone(), parts.headers.clone());
        async move {
            if first {
                return Some((Ok(Event::default().comment("open")), (ear, false)));
            }
            let event = match ear.listen(KEEP_ALIVE).await {
                Heard::Touched => Event::default().event("poke").data("poke"),
                Heard::Silence => Event::default().comment("still here"),
                Heard::Closing => return None,
            };
            if ear.by_session && signed_in(&app, &headers, false).await.is_err() {
                return None;
            }
            Some((Ok(event), (ear, false)))
        }
    })
}
