//! Writing a push down, once all of it is decided: log entries, receipts and
//! numbered news, with every space's row locked once and in order.

use std::collections::BTreeSet;

use domain::protocol::{EchoedSpace, Receipt};
use domain::space::hex;

use super::cursor::Cursor;
use super::echo::Spans;
use super::entry::{Entry, nameless};
use super::execute::{Outcome, Push};
use super::feed::Feed;
use crate::store::{StoreError, StoredReceipt};

impl Push<'_> {
    /// Writes `outcomes` to the logs and `feed` to the spaces; the receipts, and between
    /// which cursors the news stands.
    pub(super) fn record(
        &self,
        outcomes: &[Outcome<'_>],
        feed: &Feed,
    ) -> Result<(Vec<Receipt>, Spans), StoreError> {
        let logs = outcomes.iter().map(|outcome| &outcome.log);
        let spaces: BTreeSet<_> = logs.chain(feed.spaces()).cloned().collect();
        let mut locked = self.tx.lock_spaces(&spaces)?;
        let actor = nameless(&self.caller.actor);
        let mut receipts = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            let Some(row) = locked.get_mut(&outcome.log) else {
                return Err(StoreError::Corrupt(format!(
                    "{} was not locked",
                    outcome.log
                )));
            };
            let entry = Entry {
                actor: &actor,
                client: outcome.name.client,
                mid: outcome.name.mid,
                command: outcome.open.as_ref().unwrap_or(outcome.bytes),
                sealed: self.sealed(outcome)?,
                outcome: outcome.status.without_person(),
                changed: &outcome.written.changed,
                contents: &outcome.written.contents,
                done_as: outcome.done_as,
                received: self.now,
                claimed: outcome.claimed,
            };
            let entry = serde_json::to_string(&entry)
                .map_err(|error| StoreError::corrupt("entry", error))?;
            let head = self.tx.append_log(&outcome.log, row, &entry)?;
            let receipt = Receipt {
                mid: outcome.name.mid,
                status: outcome.status.clone(),
                head: hex(&head),
            };
            let stored = StoredReceipt {
                hash: outcome.hash,
                act: outcome.act,
                space: outcome.log.clone(),
                receipt: receipt.clone(),
            };
            self.tx.put_receipt(outcome.name.client, &stored)?;
            receipts.push(receipt);
        }
        let mut spans = Spans::new();
        for (space, row) in &mut locked {
            let from = Cursor::at(row.seq, row).encode();
            feed.write(self.tx, space, row)?;
            let to = Cursor::at(row.seq, row).encode();
            if from != to {
                spans.insert(space.clone(), EchoedSpace { from, to });
            }
            self.tx.advance_space(space, row);
        }
        Ok((receipts, spans))
    }
}
