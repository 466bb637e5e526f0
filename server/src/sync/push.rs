//! 上传: commands are decided again, and records, claims, log, feeds, receipts
//! and the queue's number are written in the transaction that is given.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::command::Origin;
use domain::map::SortedMap;
use domain::protocol::{
    LogHead, MidRange, Problem, PushRequest, PushResponse, Receipt, command_hash,
};
use domain::space::{Space, hex};
use domain::timestamp::Timestamp;

use super::echo::says_more;
use super::execute::{Outcome, Push};
use super::feed::Feed;
use super::{Caller, Profiles, check, problem};
use crate::store::{ClientRow, StoreError, Transaction};

/// 上传 — takes up a queue's next commands.
///
/// A command that is refused for good is dealt with like any other: the queue
/// goes on behind it. A call that is refused as a whole changes nothing, not
/// even by the commands before the one that was at fault.
///
/// # Errors
/// Why the whole call is refused. The transaction must then be rolled back,
/// which [`Store::write`](crate::store::Store::write) and the
/// [`Writer`](crate::writer::Writer) do.
pub fn push(
    tx: &Transaction<'_>,
    caller: &Caller,
    request: &PushRequest,
    profiles: &Profiles,
    now: Timestamp,
) -> Result<PushResponse, Problem> {
    check::push(request)?;
    let profile = profiles
        .get(&caller.platform)
        .ok_or_else(problem::unknown_platform)?;
    let push = Push {
        tx,
        caller,
        profile,
        now,
    };
    // A panic is a fault of ours: the command is kept where it is, to be sent
    // again to a server that has been mended.
    catch_unwind(AssertUnwindSafe(|| push.run(request))).unwrap_or_else(|_| {
        tracing::error!(client = %request.client_id, first_mid = request.first_mid, "a push panicked");
        Err(problem::unavailable())
    })
}

impl Push<'_> {
    fn run(&self, request: &PushRequest) -> Result<PushResponse, Problem> {
        let epoch = self.tx.epoch()?;
        let client = self.tx.client(request.client_id)?;
        let owned = client
            .as_ref()
            .is_none_or(|client| client.owner == self.caller.owner_key());
        let last_mid = client
            .as_ref()
            .filter(|_| owned)
            .map_or(0, |client| client.last_mid);
        if !request.epoch.is_empty() && request.epoch != epoch {
            return Err(problem::epoch_changed(epoch, last_mid));
        }
        if !owned {
            // Not "forked": a fork sends its commands again under a new name,
            // and these would then be done in another person's.
            return Err(problem::forbidden());
        }
        if request.first_mid > last_mid + 1 {
            return Err(problem::gap(last_mid + 1));
        }
        let (mut receipts, mut told) = self.replay(request, last_mid)?;
        let mut feed = Feed::default();
        let mut outcomes = vec![];
        for (mid, bytes) in (request.first_mid..).zip(&request.commands) {
            if mid > last_mid {
                let name = Origin {
                    client: request.client_id,
                    mid,
                };
                let outcome = self.execute(name, bytes, &outcomes, &mut feed)?;
                outcomes.push(outcome);
            }
        }
        let known = last_mid;
        let last_mid = outcomes.last().map_or(last_mid, |outcome| outcome.name.mid);
        self.tx
            .put_client(request.client_id, &self.caller.owner_key(), last_mid)?;
        let (new, spans) = self.record(&outcomes, &feed)?;
        receipts.extend(new);
        // Who has left a unit hears nothing more of its log, whatever is repeated; where a
        // record was just written, its writer sees it.
        let mine = self.caller.actor.spaces(&self.caller.platform);
        told.retain(|log| mine.contains(log));
        let wrote = |outcome: &&Outcome<'_>| !outcome.written.changed.is_empty();
        let heard = |outcome: &&Outcome<'_>| wrote(outcome) || mine.contains(&outcome.log);
        let logs = outcomes.iter().filter(heard);
        told.extend(logs.map(|outcome| outcome.log.clone()));
        let carried_out = self.carried_out(request, &mut receipts);
        let heads = match &request.cursors {
            Some(_) => self.heads(&epoch, told)?,
            None => SortedMap::new(),
        };
        let echo = match &request.cursors {
            // Of what is repeated the client may hold the records, and later ones.
            Some(cursors) if request.first_mid > known => self.echo(cursors, spans, &feed)?,
            _ => None,
        };
        self.arrived_before(&feed)?;
        let durable_mid = client.map_or(0, |client| client.durable_mid);
        let client = ClientRow {
            owner: self.caller.owner_key(),
            last_mid,
            durable_mid,
        };
        let durable_through = self.tx.durable_through(&client);
        Ok(PushResponse {
            epoch,
            last_mid,
            durable_through,
            receipts,
            carried_out,
            heads,
            echo,
            news: None,
        })
    }

    /// Where these logs stand now.
    fn heads(
        &self,
        epoch: &str,
        logs: BTreeSet<Space>,
    ) -> Result<SortedMap<Space, LogHead>, StoreError> {
        let mut heads = SortedMap::new();
        for log in logs {
            if let Some(row) = self.tx.space(&log)? {
                let head = LogHead {
                    epoch: epoch.to_owned(),
                    length: row.log_length,
                    head: hex(&row.head),
                };
                heads.insert(log, head);
            }
        }
        Ok(heads)
    }

    /// Leaves to a client that understands it the receipts that say more than "done".
    fn carried_out(&self, request: &PushRequest, receipts: &mut Vec<Receipt>) -> Option<MidRange> {
        request.cursors.as_ref()?;
        let (first, last) = (receipts.first()?.mid, receipts.last()?.mid);
        receipts.retain(says_more);
        Some(MidRange { first, last })
    }

    /// The receipts of the commands that have been dealt with before. All of
    /// them come before the first new one, so a fork is found before anything
    /// is done. Also whose logs tell of them.
    fn replay(
        &self,
        request: &PushRequest,
        last_mid: u64,
    ) -> Result<(Vec<Receipt>, BTreeSet<Space>), Problem> {
        let (mut receipts, mut logs) = (vec![], BTreeSet::new());
        for (mid, bytes) in (request.first_mid..=last_mid).zip(&request.commands) {
            let stored = self.tx.receipt(request.client_id, mid)?;
            let stored = stored.ok_or_else(|| {
                StoreError::Corrupt(format!("no receipt {mid} of {}", request.client_id))
            })?;
            if stored.hash != command_hash(bytes.get().as_bytes()) {
                return Err(problem::client_forked(mid));
            }
            receipts.push(stored.receipt);
            logs.insert(stored.space);
        }
        Ok((receipts, logs))
    }
}
