//! Keeping in touch: the queue goes up, changes come down, and what stands in
//! the way is said.

use std::pin::Pin;

use domain::client_id::ClientId;
use domain::json::{self, FromJson};
use domain::protocol::{Problem, ProblemCode, PullRequest, PullResponse, PushResponse};
use domain::sentence::Sentence;
use domain::timestamp::Timestamp;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::task::spawn_local;
use serde::Serialize;
use web_sys::{EventSource, VisibilityState};

use super::queue::{GiveFault, storage_sentence};
use super::{Inner, Workspace};
use crate::clock::now;
use crate::local_store::LocalStore;
use crate::net::{CallFault, Credential, call};
use crate::replica::{CommitFault, Pulled, QueueCount, Replica, WriteBatch};
use crate::rest;
use crate::{data_saver, data_use, device};

/// 联网情况 — how it stands with the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// Everything was exchanged.
    Idle {
        /// When the server was last heard, by its clock; none before the first time.
        last_contact: Option<Timestamp>,
    },
    /// Under way.
    Working,
    /// No network; work goes on here.
    Offline,
    /// The session has ended: one has to sign in again. Nothing is lost.
    NotSignedIn,
    /// A new password has to be set first.
    PasswordChangeRequired,
    /// This version is too old for what the server holds.
    UpgradeRequired,
    /// Something else, in words.
    Trouble(Sentence),
}

/// Milliseconds between two looks where nothing tells us of news.
const LOOK: u32 = 15_000;
/// The longest pause after failures, in milliseconds.
const LONGEST_PAUSE: u32 = 60_000;

/// A link that breaks after so many milliseconds was there, and too slow for so much.
const LONG_WAY: i64 = 20_000;

/// From so many rows in an answer on they may have to be packed.
const MANY: usize = 250;

enum Stop {
    Call(CallFault),
    Store(CommitFault),
    Upgrade,
}

impl From<CommitFault> for Stop {
    fn from(fault: CommitFault) -> Self {
        Self::Store(fault)
    }
}

impl Workspace {
    /// Exchanges what there is to exchange, now.
    pub fn sync_now(self) {
        let inner = self.inner();
        if inner.closed.get() {
            return;
        }
        inner.sync_again.set(true);
        if !inner.syncing.replace(true) {
            spawn_local(self.sync_loop());
        }
    }

    /// The same, unless a person who saves data does it by hand.
    pub(super) fn sync_unasked(self) {
        if !data_saver::is_on() {
            self.sync_now();
        }
    }

    async fn sync_loop(self) {
        let inner = self.inner();
        let mut result = Ok(());
        while inner.sync_again.replace(false) && result.is_ok() {
            self.pages.set(0);
            self.sync.set(SyncState::Working);
            result = self.exchange(&inner).await;
        }
        inner.syncing.set(false);
        self.heed_lease();
        let last_contact = inner.replica.borrow().meta().last_contact;
        match result {
            Ok(()) => {
                inner.failures.set(0);
                self.sync.set(SyncState::Idle { last_contact });
                if rest::is_here() {
                    rest::apart(Self::after_exchange as fn(Self))(self);
                }
            }
            Err(stop) => {
                self.sync.set(state_of(stop));
                self.heed_end_of_lease();
                let failures = inner.failures.get() + 1;
                inner.failures.set(failures);
                let pause = 1000_u32
                    .saturating_mul(1 << failures.min(6))
                    .min(LONGEST_PAUSE);
                Timeout::new(pause, move || self.sync_unasked()).forget();
            }
        }
    }

    async fn exchange(self, inner: &Inner) -> Result<(), Stop> {
        // Where the browser knows that there is no network nothing is sent, so
        // nothing counts as perhaps sent: it can still be taken back.
        if !web_sys::window().is_none_or(|window| window.navigator().on_line()) {
            return Err(Stop::Call(CallFault::Offline));
        }
        self.be_whole().await;
        if inner.replica.borrow().count() != QueueCount::default() {
            rest::come().await;
            // Boxed, so that it is a function of its own, which comes with the rest.
            let pushing: Pin<Box<dyn Future<Output = Result<bool, Stop>> + '_>> =
                Box::pin(self.push(inner));
            if pushing.await? {
                return Ok(());
            }
        }
        loop {
            let request = inner.replica.borrow().pull_request();
            let response: PullResponse =
                self.ask("/v1/pull", &request).await.map_err(Stop::Call)?;
            if self.take_in(inner, &request, response).await? {
                return Ok(());
            }
        }
    }

    /// Takes in what is new; whether that was all of it.
    async fn take_in(
        self,
        inner: &Inner,
        request: &PullRequest,
        response: PullResponse,
    ) -> Result<bool, Stop> {
        let rows: usize = response.spaces.values().map(|page| page.put.len()).sum();
        if rows > MANY {
            // What packs them is there.
            rest::come().await;
        }
        let pulled = inner.replica.borrow_mut().pulled(request, response, now());
        match pulled {
            Pulled::More => {
                self.pages.update(|pages| *pages += 1);
                Ok(false)
            }
            Pulled::UpgradeRequired => Err(Stop::Upgrade),
            Pulled::Complete(batch) => match inner_commit(self, inner, batch).await {
                // Another tab went on meanwhile: its cursors are ours now.
                Err(CommitFault::Overtaken) => Ok(false),
                done => done.map(|()| true).map_err(Stop::Store),
            },
        }
    }

    /// Sends what waits, in the order in which it was queued; whether what is new came
    /// with the last answer.
    async fn push(self, inner: &Inner) -> Result<bool, Stop> {
        let mut up_to_date = false;
        loop {
            self.commit::<_, CommitFault>(&|replica| Ok(((), replica.mark_sent())))
                .await?;
            let Some(request) = inner.replica.borrow().push_request() else {
                return Ok(up_to_date);
            };
            let began = now();
            match self.ask::<PushResponse>("/v1/push", &request).await {
                Ok(mut response) => {
                    let news = response.follow_up(&request).zip(response.news.take());
                    self.commit::<_, CommitFault>(&|replica| {
                        Ok(((), replica.pushed(request.client_id, &response)))
                    })
                    .await?;
                    up_to_date = match news {
                        Some((asked, news)) => self.take_in(inner, &asked, news).await?,
                        None => false,
                    };
                }
                Err(CallFault::Problem(Problem {
                    code,
                    status,
                    sentence,
                    field,
                })) => {
                    let fresh = ClientId::from_random(device::random());
                    let plan = |replica: &mut Replica| -> Result<(bool, WriteBatch), CommitFault> {
                        let batch = replica.push_refused(request.client_id, &code, fresh, now());
                        Ok((batch.is_some(), batch.unwrap_or_default()))
                    };
                    if !self.commit(&plan).await? {
                        return Err(Stop::Call(CallFault::Problem(Problem {
                            status,
                            code,
                            sentence,
                            field,
                        })));
                    }
                }
                Err(fault) => {
                    let patient = now().as_millis().saturating_sub(began.as_millis()) > LONG_WAY;
                    if patient && fault == CallFault::Offline {
                        inner.replica.borrow_mut().push_broke_off();
                    }
                    return Err(Stop::Call(fault));
                }
            }
        }
    }

    async fn ask<T: FromJson>(self, path: &str, body: &impl Serialize) -> Result<T, CallFault> {
        let body = json::write(body);
        call(path, &body, &self.inner().credential).await
    }

    /// Looks for news when there may be some: at once, when the network or the
    /// page comes back, when the server pokes, and now and then.
    pub(super) fn keep_in_touch(self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        EventListener::new(&window, "online", move |_| self.sync_unasked()).forget();
        if let Some(document) = window.document() {
            let page = document.clone();
            EventListener::new(&document, "visibilitychange", move |_| {
                if page.visibility_state() == VisibilityState::Visible {
                    self.sync_unasked();
                }
            })
            .forget();
        }
        self.hear_pokes();
        self.look_again();
        let inner = self.inner();
        let account = matches!(inner.credential, Credential::Account(_));
        let holds = inner.replica.borrow().meta().lease_holds(now());
        if data_saver::begins_in_touch(account, self.last_contact().is_some(), holds) {
            self.sync_now();
        }
    }

    /// A stream that only says "there is news". The browser itself connects
    /// again after an interruption; where no stream gets through, looking now
    /// and then is enough.
    pub(super) fn hear_pokes(self) {
        let inner = self.inner();
        if data_saver::is_on() || !matches!(inner.credential, Credential::Account(_)) {
            return;
        }
        let Ok(stream) = EventSource::new("/v1/poke") else {
            return;
        };
        let closing = stream.clone();
        EventListener::new(&stream, "open", |_| data_use::opened("/v1/poke")).forget();
        inner.pokes.replace(Some(stream.clone()));
        EventListener::new(&stream, "poke", move |_| {
            if self.inner().closed.get() {
                closing.close();
            } else {
                self.sync_unasked();
            }
        })
        .forget();
    }

    fn look_again(self) {
        Timeout::new(LOOK, move || {
            if self.inner().closed.get() {
                return;
            }
            let visible = web_sys::window()
                .and_then(|window| window.document())
                .is_some_and(|document| document.visibility_state() == VisibilityState::Visible);
            if visible && self.inner().failures.get() == 0 {
                self.sync_unasked();
            }
            self.look_again();
        })
        .forget();
    }
}

/// Commits a pull as planned, without planning it again: its pages belong to
/// exactly this state.
async fn inner_commit(
    workspace: Workspace,
    inner: &Inner,
    batch: WriteBatch,
) -> Result<(), CommitFault> {
    if batch.is_empty() {
        return Ok(());
    }
    match inner.store.commit(&batch).await {
        Ok(generation) => {
            inner.replica.borrow_mut().committed(&batch, generation);
            workspace.taken_up();
            Ok(())
        }
        Err(CommitFault::Overtaken) => {
            workspace.reload().await?;
            Err(CommitFault::Overtaken)
        }
        Err(fault) => Err(fault),
    }
}

fn state_of(stop: Stop) -> SyncState {
    match stop {
        Stop::Upgrade => SyncState::UpgradeRequired,
        Stop::Store(fault) => {
            SyncState::Trouble(GiveFault::Storage(storage_sentence(&fault)).sentence())
        }
        Stop::Call(CallFault::Offline | CallFault::Garbled) => SyncState::Offline,
        Stop::Call(CallFault::Problem(problem)) => match problem.code {
            ProblemCode::NotSignedIn => SyncState::NotSignedIn,
            ProblemCode::PasswordChangeRequired => SyncState::PasswordChangeRequired,
            _ => SyncState::Trouble(problem.sentence),
        },
    }
}
