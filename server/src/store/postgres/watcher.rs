//! The thread that hears what other servers say, and looks where it hears nothing.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

use domain::space::Space;
use tokio_postgres::Notification;

use super::watch::{MANY, News};
use super::{Address, Session, sql};
use crate::store::StoreError;
use crate::store::value::values;

/// After so long a silence one calls oneself.
const SILENCE: Duration = Duration::from_secs(2);
/// An own call is heard within so long, or nothing is heard.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two attempts to connect.
const RETRY: Duration = Duration::from_millis(500);

/// What the thread knows.
pub(super) struct Watcher {
    pub(super) address: Address,
    pub(super) own: String,
    pub(super) news: News,
    /// What has the server announce to it.
    pub(super) listen: &'static str,
    /// True, or gone, once nobody wants to know any more.
    pub(super) ended: Weak<AtomicBool>,
    /// Whether it has been said that nothing is heard.
    pub(super) is_deaf: bool,
    /// Where each space stood when one last looked.
    pub(super) known: Option<HashMap<String, i64>>,
}

impl Watcher {
    /// Hears until nobody wants to know any more.
    pub(super) fn run(&mut self) {
        while !self.has_ended() {
            if let Err(error) = self.watch() {
                // Said once, however long it lasts.
                if !core::mem::replace(&mut self.is_deaf, true) {
                    tracing::warn!(%error, "other servers are not heard");
                }
                std::thread::sleep(RETRY);
            }
        }
    }

    fn has_ended(&self) -> bool {
        let ended = self.ended.upgrade();
        ended.is_none_or(|ended| ended.load(Ordering::Relaxed))
    }

    /// Hears on one connection, until it ends or nobody wants to know any more.
    fn watch(&mut self) -> Result<(), StoreError> {
        let (sender, heard) = channel();
        let session = Session::hearing(&self.address, Some(sender))?;
        session.batch(self.listen)?;
        // What came while nobody listened.
        self.look(&session)?;
        while !self.has_ended() {
            if !self.hear(&session, &heard, SILENCE)? {
                session.tell(sql::NOTIFY, values![&self.own])?;
                session.settle()?;
                if !self.hear(&session, &heard, PATIENCE)? {
                    if !core::mem::replace(&mut self.is_deaf, true) {
                        tracing::warn!(
                            "nothing is announced, not even by this server; it looks instead"
                        );
                    }
                    self.look(&session)?;
                }
            }
        }
        Ok(())
    }

    /// Hears one call; false where none comes.
    fn hear(
        &mut self,
        session: &Session,
        heard: &Receiver<Notification>,
        patience: Duration,
    ) -> Result<bool, StoreError> {
        match heard.recv_timeout(patience) {
            Ok(call) => {
                if core::mem::take(&mut self.is_deaf) {
                    tracing::info!("other servers are heard again");
                }
                self.pass_on(session, call.payload())?;
                Ok(true)
            }
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => {
                Err(StoreError::Postgres("the connection ended".into()))
            }
        }
    }

    /// What one has written oneself has been announced already.
    fn pass_on(&mut self, session: &Session, call: &str) -> Result<(), StoreError> {
        let mut lines = call.lines();
        if lines.next() == Some(&self.own) {
            return Ok(());
        }
        let spaces: Vec<&str> = lines.collect();
        if spaces.contains(&MANY) {
            return self.look(session);
        }
        self.announce(spaces.into_iter());
        Ok(())
    }

    /// Looks which spaces have moved on since one last looked.
    fn look(&mut self, session: &Session) -> Result<(), StoreError> {
        let mut found = HashMap::new();
        let mut rows = session.rows(sql::POSITIONS, &[])?;
        while let Some(row) = session.next(&mut rows)? {
            found.insert(row.try_get::<_, String>(0)?, row.try_get::<_, i64>(1)?);
        }
        if let Some(known) = &self.known {
            let moved = found
                .iter()
                .filter(|(space, seq)| known.get(*space) != Some(*seq));
            self.announce(moved.map(|(space, _)| space.as_str()));
        }
        self.known = Some(found);
        Ok(())
    }

    fn announce<'a>(&self, spaces: impl Iterator<Item = &'a str>) {
        let spaces: BTreeSet<Space> = spaces.filter_map(|space| space.parse().ok()).collect();
        if !spaces.is_empty() {
            // Nobody listening is no fault.
            let _ = self.news.send(Arc::new(spaces));
        }
    }
}
