//! How many people can sign in while others push, and how much longer pushes take then; on all cores.

use super::load::{Caller, Load, closed, paced, warm};
use super::ours::{Member, Ours, PASSWORD, PLATFORM};
use super::pocketbase::{Creator, Entrant, PocketBase};
use super::pusher::Pusher;
use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::{Result, ensure};
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use yangcai_tests::http_client::HttpClient;

/// How many push, and how often each of them.
const PUSHERS: usize = 64;
const EVERY: Duration = Duration::from_millis(400);
/// How many try to sign in at once.
const AT_THE_DOOR: usize = 4;

/// What one system did.
#[derive(Default)]
struct Rounds {
    entered: Vec<f64>,
    slower: Vec<f64>,
    alone: Vec<f64>,
    among: Vec<f64>,
}

/// Sign-ins, and what they do to pushes, ours and PocketBase's in turns.
pub async fn figures(mode: Mode) -> Result<Vec<Figure>> {
    let time = Duration::from_secs(mode.rounds(2, 6) as u64);
    let mut server = Ours::prepared(PUSHERS)?;
    server.start(None).await?;
    let pocketbase = PocketBase::start(None).await?;
    let mut pushers = warm(Pusher::all(&server, 0)).await?;
    let mut creators = warm((0..PUSHERS).map(|_| Creator::new(&pocketbase)).collect()).await?;
    let (mut ours, mut theirs) = (Rounds::default(), Rounds::default());
    for _ in 0..mode.rounds(3, 7) {
        let members = server.members.iter().take(AT_THE_DOOR);
        let door = members.map(|member| Visitor::new(server.address(), member));
        pushers = ours.round(pushers, door.collect(), time).await?;
        let door = (0..AT_THE_DOOR).map(|_| Entrant::new(&pocketbase));
        creators = theirs.round(creators, door.collect(), time).await?;
    }
    let pace = PUSHERS as f64 / EVERY.as_secs_f64();
    let middle = |times: &[f64]| Samples::new(times.iter().copied()).median();
    let note = format!(
        "p99 of {pace:.0} pushes/s: {:.1} ms alone, {:.1} ms among sign-ins; PocketBase {:.1} and {:.1} ms",
        middle(&ours.alone),
        middle(&ours.among),
        middle(&theirs.alone),
        middle(&theirs.among),
    );
    let rate = Figure::new(
        format!("sign-ins with a password, during {pace:.0} pushes/s, all cores"),
        "/s",
        Better::Higher,
        Samples::new(ours.entered),
    );
    let slower = Figure::new(
        "pushes take so many times as long while people sign in (p99)",
        "×",
        Better::Lower,
        Samples::new(ours.slower),
    );
    Ok(vec![
        rate.peer("PocketBase", Samples::new(theirs.entered))
            .goal(40.0)
            .note("argon2id, 19 MiB, two passes; PocketBase hashes with bcrypt, cost 10"),
        slower
            .peer("PocketBase", Samples::new(theirs.slower))
            .goal(2.0)
            .note(note),
    ])
}

impl Rounds {
    async fn round<P: Caller, V: Caller>(
        &mut self,
        pushers: Vec<P>,
        door: Vec<V>,
        time: Duration,
    ) -> Result<Vec<P>> {
        let slowest = |load: Load| Samples::new(load.times).quantile(0.99);
        let (pushers, alone) = paced(pushers, EVERY, time).await?;
        let (pushing, entering) = tokio::join!(paced(pushers, EVERY, time), closed(door, time));
        let ((pushers, among), (_, entered)) = (pushing?, entering?);
        let (alone, among) = (slowest(alone), slowest(among));
        self.entered.push(entered.per_second);
        self.slower.push(among / alone);
        self.alone.push(alone);
        self.among.push(among);
        Ok(pushers)
    }
}

/// Signs in again and again, each time from another address: one may not try this often.
struct Visitor {
    http: HttpClient,
    login_name: String,
    from: u32,
}

impl Visitor {
    fn new(server: SocketAddr, member: &Member) -> Self {
        let mut http = HttpClient::new(server);
        http.set_header("x-yangcai-client", "1");
        Self {
            http,
            login_name: member.account.login_name.as_str().to_owned(),
            from: 0xac10_0000 | (member.from.to_bits() & 0xff) << 8,
        }
    }
}

impl Caller for Visitor {
    async fn call(&mut self) -> Result<()> {
        self.from = self.from & !0xff | (self.from + 1) & 0xff;
        let from = Ipv4Addr::from_bits(self.from).to_string();
        self.http.set_header("x-forwarded-for", &from);
        let who =
            json!({ "platform": PLATFORM, "login_name": self.login_name, "password": PASSWORD });
        let answer = self.http.post("/v1/session", &who).await?;
        ensure!(answer.status == 200, "{}: {}", answer.status, answer.text());
        Ok(())
    }
}
