//! A store's own page: a record and its queue entry, kept in the way that the store documents.

use crate::first_load::contender::Contender;
use crate::server::listing::listing;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use yangcai_tests::browser::Browser;

const OPEN: &str = "const done = arguments[0]; ready().then(done, (error) => done(String(error)))";
const SAVE: &str = "const [records, done] = arguments;
    (async () => {
        const times = [];
        for (const record of records) {
            times.push(await saveByClick(record));
            await new Promise((next) => setTimeout(next, 30));
        }
        return times;
    })().then(done, (error) => done(String(error)))";
const READ_BACK: &str = "const [most, done] = arguments;
    ready().then(() => readBack(most)).then(done, (error) => done(String(error)))";

/// One store, open on a phone.
pub struct Store {
    phone: Browser,
    saved: usize,
    _served: Contender,
}

impl Store {
    /// Opens the page in that folder of `tests/peers/stores/dist`.
    pub async fn open(folder: &'static str) -> Result<Self> {
        let served = Contender::store(folder).await?;
        let phone = served.phone().await?;
        let store = Self {
            phone,
            saved: 0,
            _served: served,
        };
        store.ready().await?;
        Ok(store)
    }

    async fn ready(&self) -> Result<()> {
        self.phone.open("/").await?;
        let ready = self.phone.run_async(OPEN, vec![]).await?;
        ensure!(ready == json!(true), "{ready}");
        Ok(())
    }

    /// Saves so many listings; milliseconds from the click on the page's button until the store said that it has it.
    pub async fn save(&mut self, count: usize) -> Result<Vec<f64>> {
        let records: Vec<_> = (self.saved..self.saved + count).map(record).collect();
        self.saved += count;
        let times = self.phone.run_async(SAVE, vec![json!(records)]).await?;
        serde_json::from_value(times.clone()).with_context(|| times.to_string())
    }

    /// Kills the browser and looks whether the store has every record with its place in the queue.
    pub async fn reads_back(&mut self) -> Result<()> {
        self.phone.kill().await;
        self.phone.reopen().await?;
        self.ready().await?;
        let back = self
            .phone
            .run_async(READ_BACK, vec![json!(self.saved)])
            .await?;
        let records: Vec<_> = (0..self.saved).map(record).collect();
        let ids: Vec<_> = records.iter().map(|record| record["id"].clone()).collect();
        ensure!(back["first"] == json!(records), "records: {back}");
        ensure!(back["queued"] == json!(ids), "queue: {back}");
        Ok(())
    }
}

fn record(number: usize) -> Value {
    let mut record = json!(listing(number));
    record["id"] = json!(format!("{number:08}"));
    record
}
