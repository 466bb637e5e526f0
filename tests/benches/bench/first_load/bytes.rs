//! What a first visit moves over the wire, both ways, heads and calls included.

use super::compared;
use super::contender::Contender;
use super::person::{NO_WORKER, SUPPLIER, app_is_kept, give_password};
use super::visit::{NEW_LISTING, SIGN_IN, enter, reads_back, submit_offline, type_listing};
use crate::Mode;
use crate::figure::Figure;
use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use std::time::Duration;
use yangcai_tests::query::Find;
use yangcai_tests::wire::Meter;

/// The server lets nobody try again sooner.
const AFTER_A_MISTAKE: Duration = Duration::from_millis(1_500);
const QUIET: Duration = Duration::from_secs(2);

/// A program that stays on its way: whoever can sign in without it has signed in without its bytes.
const NO_PROGRAM: &str = "const ask = fetch;
    window.fetch = (address, ...more) =>
        String(address).endsWith('.wasm') ? new Promise(() => {}) : ask(address, ...more)";

/// One round's bytes.
struct Bytes {
    sign_in: u64,
    listing: u64,
    visit: u64,
}

/// Counts everybody's first visit.
pub async fn figures(contenders: &[Contender], mode: Mode) -> Result<Vec<Figure>> {
    let mut rounds: Vec<_> = contenders.iter().map(|_| Vec::new()).collect();
    // Ours sends the program behind the form in the same answer, whether it is waited for or not.
    let alone = Contender::form_alone().await?;
    for _ in 0..mode.rounds(1, 3) {
        // Bytes take as many whoever is at work beside them.
        let forms = std::iter::once(&alone).chain(&contenders[1..]);
        let counting = forms
            .zip(contenders)
            .map(async |(form, contender)| count(form, contender).await.context(contender.name));
        let counted = try_join_all(counting).await?;
        for (rounds, bytes) in rounds.iter_mut().zip(counted) {
            rounds.push(bytes);
        }
    }
    let of = |name: &str, value: fn(&Bytes) -> u64| {
        compared(name, "bytes", contenders, &rounds, |bytes| {
            value(bytes) as f64
        })
    };
    let kept = "first load until a listing is typed, checked and survives a kill";
    Ok(vec![
        of("first load until sign-in works", |bytes| bytes.sign_in)
            .goal(60_000.0)
            .floor(110_000.0)
            .note("no service worker; until a wrong password is answered; ours with its page cut off behind the form, where the program begins"),
        of(kept, |bytes| bytes.listing)
            .goal(120_000.0)
            .note("no service worker; all eight inputs were read back after the kill"),
        of("whole first visit with precache", |bytes| bytes.visit)
            .goal(200_000.0)
            .floor(300_000.0)
            .note("signed in, listing typed, everything kept; submitted offline afterwards"),
    ])
}

async fn count(form: &Contender, contender: &Contender) -> Result<Bytes> {
    let sign_in = sign_in(form).await?;
    let listing = listing(contender).await?;
    let visit = with_precache(contender).await?;
    Ok(Bytes {
        sign_in,
        listing,
        visit,
    })
}

/// Without a service worker, whose copies are no part of what a person waits for.
async fn sign_in(contender: &Contender) -> Result<u64> {
    let phone = contender.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    phone.run_before_pages(NO_PROGRAM).await?;
    let meter = Meter::start(&contender.network);
    phone.open(SIGN_IN).await?;
    give_password(&phone, SUPPLIER, "yc8k2m6p").await?;
    phone.text("登录名或密码不对").appears().await?;
    Ok(meter.reading_when_quiet(QUIET).await?.total())
}

/// The same until a listing is kept, with everything that is fetched on the way.
async fn listing(contender: &Contender) -> Result<u64> {
    tokio::time::sleep(AFTER_A_MISTAKE).await;
    let mut phone = contender.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    let meter = Meter::start(&contender.network);
    phone.open(SIGN_IN).await?;
    enter(&phone).await?;
    type_listing(&phone).await?;
    let listing = meter.reading_when_quiet(QUIET).await?.total();

    phone.kill().await;
    phone.reopen().await?;
    phone.open(NEW_LISTING).await?;
    reads_back(&phone).await?;
    Ok(listing)
}

/// With the service worker that keeps the whole app for the time without a network, and a look at whether it does.
async fn with_precache(contender: &Contender) -> Result<u64> {
    let mut phone = contender.phone().await?;
    let meter = Meter::start(&contender.network);
    phone.open(SIGN_IN).await?;
    enter(&phone).await?;
    type_listing(&phone).await?;
    app_is_kept(&phone).await?;
    let visit = meter.reading_when_quiet(QUIET).await?.total();

    // Cut until the browser is gone: what it would send later would make the next visit another one.
    contender.network.cut();
    let done = submit_offline(&mut phone).await;
    drop(phone);
    contender.network.restore();
    done.context("without a network")?;
    Ok(visit)
}
