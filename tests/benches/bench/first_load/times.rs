//! How long a first visit takes on the networks and the processor of those who have the slowest.

use super::contender::Contender;
use super::person::NO_WORKER;
use super::visit::{SIGN_IN, enter};
use super::{REACT, compared};
use crate::Mode;
use crate::figure::Figure;
use anyhow::{Context, Result};
use serde_json::json;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::network::{SLOW_3G, Shape, TWO_G};
use yangcai_tests::query::Find;

/// How much slower than this machine's the processor of a cheap phone is.
const SLOWER: u32 = 4;
/// Things may take this long before a run is given up.
const PATIENCE: Duration = Duration::from_secs(90);
const TYPING: f64 = 6_000.0;

/// A network to be timed on; `goal`, until sign-in works, in milliseconds.
struct Timed {
    name: &'static str,
    shape: Shape,
    goal: Option<f64>,
}

/// One round's milliseconds since the visit began.
struct Times {
    sign_in: f64,
    typing: f64,
}

/// Times everybody's first visit.
pub async fn figures(contenders: &[Contender], mode: Mode) -> Result<Vec<Figure>> {
    let timed = |name, shape, goal| Timed { name, shape, goal };
    let mut all = vec![timed("Slow 3G", SLOW_3G, Some(3_500.0))];
    if mode == Mode::Full {
        all.push(timed("2G", TWO_G, Some(2_700.0)));
        all.push(timed("Slow 3G beside the precache", SLOW_3G, None));
    }
    let mut figures = Vec::new();
    for timed in &all {
        let mut rounds: Vec<_> = contenders.iter().map(|_| Vec::new()).collect();
        for _ in 0..mode.rounds(1, 5) {
            for (contender, rounds) in contenders.iter().zip(&mut rounds) {
                rounds.push(clock(contender, timed).await.context(contender.name)?);
            }
        }
        figures.extend(of(timed, contenders, &rounds));
    }
    Ok(figures)
}

fn of(timed: &Timed, contenders: &[Contender], rounds: &[Vec<Times>]) -> [Figure; 2] {
    let with = |what: &str, typed: &str, goal: f64, value: fn(&Times) -> f64| {
        let name = format!("{what}, {}", timed.name);
        let figure = compared(&name, "ms", contenders, rounds, value)
            .note(format!("cold, processor {SLOWER} times slower{typed}"));
        match timed.goal.is_some() {
            true if timed.shape == SLOW_3G => figure.goal(goal).ahead_of(REACT, 1.0),
            true => figure.goal(goal),
            false => figure,
        }
    };
    [
        with(
            "until sign-in works",
            "",
            timed.goal.unwrap_or_default(),
            |times| times.sign_in,
        ),
        with(
            "until a listing can be typed",
            ", name and password typed by key",
            TYPING,
            |times| times.typing,
        ),
    ]
}

/// One cold visit. What the page notes itself is exact; a driver's looks would come late.
async fn clock(contender: &Contender, timed: &Timed) -> Result<Times> {
    let mut phone = contender.impatient_phone().await?;
    phone.set_patience(PATIENCE);
    if timed.goal.is_some() {
        phone.run_before_pages(NO_WORKER).await?;
    }
    phone.run_before_pages(include_str!("watch.js")).await?;
    phone.slow_processor(SLOWER).await?;
    contender.network.shape(timed.shape);
    let times = visit(&phone).await;
    drop(phone);
    contender.network.unshape();
    times
}

async fn visit(phone: &Browser) -> Result<Times> {
    phone.open(SIGN_IN).await?;
    let sign_in = usable(phone, "登录名").await?;
    enter(phone).await?;
    phone.field("医保编码").fill("C0").await?;
    phone.field("医保编码").holds("C0").await?;
    let typing = usable(phone, "医保编码").await?;
    Ok(Times { sign_in, typing })
}

/// When a field could first be typed into.
async fn usable(phone: &Browser, label: &str) -> Result<f64> {
    phone.field(label).appears().await?;
    let script = "return window.usable[arguments[0]]";
    let when = phone.run(script, vec![json!(label)]).await?;
    when.as_f64()
        .with_context(|| format!("{label}: nobody noted it"))
}
