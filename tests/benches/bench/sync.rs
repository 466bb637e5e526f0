//! What a thousand listings cost that were queued without a network, once there is a bad one: 2G.

mod browser;
mod pouchdb;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use crate::server::ours::Ours;
use crate::server::pusher::command;
use anyhow::{Result, ensure};
use browser::Browser;
use std::time::Instant;
use yangcai_tests::network::{Network, TWO_G};
use yangcai_tests::wire::{Meter, Wire};

/// How many listings wait.
const QUEUED: usize = 1_000;
const PEER: &str = "PouchDB";

/// What one system's rounds cost.
#[derive(Default)]
struct Rounds {
    moved: Vec<Wire>,
    milliseconds: Vec<f64>,
}

/// Bytes a record each way and the time. The two share nothing, each has a link of its own, and links are what
/// they wait for: so they run side by side.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let (mut ours, mut theirs) = (Rounds::default(), Rounds::default());
    for _ in 0..mode.rounds(1, 3) {
        let (our, their) = tokio::join!(exchange(), pouchdb::replicate(QUEUED));
        ours.add(our?);
        theirs.add(their?);
    }
    let bytes = |name: &str, part: fn(&Wire) -> u64| {
        let figure = Figure::new(
            format!("sync of {QUEUED} queued listings over 2G, bytes {name} a record"),
            "bytes",
            Better::Lower,
            ours.bytes(part),
        );
        figure.peer(PEER, theirs.bytes(part))
    };
    let time = Figure::new(
        format!("sync of {QUEUED} queued listings over 2G, time"),
        "ms",
        Better::Lower,
        Samples::new(ours.milliseconds.iter().copied()),
    );
    Ok(vec![
        bytes("up", |wire| wire.up),
        bytes("down", |wire| wire.down)
            .note("the digest of the records, which the browser makes itself"),
        bytes("both ways", |wire| wire.total())
            .goal(15.0)
            .ahead_of(PEER, 1.0)
            .note("one request; HTTP heads as Chromium sends them are counted; packed, then gzip"),
        time.peer(PEER, Samples::new(theirs.milliseconds))
            .goal(3_000.0)
            .ahead_of(PEER, 1.0)
            .note("32 kB/s up, 35 kB/s down, 0.8 s a round trip; PouchDB sends all in one batch"),
    ])
}

/// Our own: a thousand commands go up and their records come down.
async fn exchange() -> Result<(Wire, f64)> {
    let mut server = Ours::prepared(1)?;
    server.start(None).await?;
    let network = Network::before(server.address()).await?;
    network.shape(TWO_G);
    let [member] = server.members.as_slice() else {
        anyhow::bail!("one supplier is enough");
    };
    let mut browser = Browser::new(&server, member, network.address(), 1)?;
    let mut at = browser::NOW.plus_hours(-48);
    for number in 1..=QUEUED {
        // One after another, as fast as somebody files who has the papers at hand.
        let seconds = 20 + (number * 7 + number / 3) % 41;
        at = at.plus_millis(seconds as i64 * 1000 + (number * 389 % 1000) as i64);
        browser.queue(command(number, 0), at)?;
    }
    let (meter, began) = (Meter::start(&network), Instant::now());
    browser.exchange().await?;
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
    ensure!(browser.calls() == 1, "{} calls", browser.calls());
    ensure!(browser.records() == QUEUED, "{} records", browser.records());
    Ok((meter.reading(), milliseconds))
}

impl Rounds {
    fn add(&mut self, (moved, milliseconds): (Wire, f64)) {
        self.moved.push(moved);
        self.milliseconds.push(milliseconds);
    }

    fn bytes(&self, part: fn(&Wire) -> u64) -> Samples {
        let a_record = |wire: &Wire| part(wire) as f64 / QUEUED as f64;
        Samples::new(self.moved.iter().map(a_record))
    }
}
