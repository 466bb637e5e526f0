//! Filling a database by the rules, without HTTP.

use super::ours::{Ours, client_id};
use super::pusher::{command, request};
use anyhow::{Context, Result, anyhow};
use domain::command::MAX_ROWS;
use server::sync::{self, Caller};
use server::{cli, clock};

impl Ours {
    /// Files so many listings of the first supplier, while no server runs.
    pub fn fill(&self, records: usize) -> Result<()> {
        let member = self.members.first().context("one supplier")?;
        let caller = Caller {
            platform: member.account.platform.clone(),
            actor: member.account.actor(),
            owner: member.account.id.clone(),
        };
        let (mut store, profiles, client) = (self.store()?, cli::profiles(), client_id(5 << 40));
        for (mid, first) in (1..).zip((0..records).step_by(MAX_ROWS)) {
            let sheet = command(first, MAX_ROWS.min(records - first));
            let push = request(client, &self.epoch, mid, sheet);
            let now = clock::system()();
            store
                .write(|tx| sync::push(tx, &caller, &push, &profiles, now))
                .map_err(|problem| anyhow!("{problem:?}"))?;
        }
        Ok(())
    }
}
