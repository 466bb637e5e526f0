//! Rate limits by peer: soft ones. A guesser is slowed; a hospital behind one
//! address, or a queue that has waited for a week, is not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::headers::is_api;
use super::problem::{self, Answer};
use super::state::App;

/// Above so many known peers those at rest are forgotten.
const PEERS_KEPT: usize = 10_000;
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(499);
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(4_999);

/// 限流 — how often each peer may call.
pub struct Limits {
    passwords: DefaultKeyedRateLimiter<IpAddr>,
    others: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl Limits {
    /// Limits with `burst` password checks at once and one a second after that.
    #[must_use]
    pub fn new(burst: NonZeroU32) -> Self {
        Self {
            passwords: RateLimiter::keyed(Quota::per_second(NonZeroU32::MIN).allow_burst(burst)),
            others: RateLimiter::keyed(Quota::per_second(PER_SECOND).allow_burst(BURST)),
            clock: DefaultClock::default(),
        }
    }

    /// Takes one call of `peer`, or gives the seconds to wait.
    fn take(&self, peer: IpAddr, path: &str) -> Result<(), u64> {
        let limiter = match path {
            "/v1/session" | "/v1/password" | "/v1/activation" => &self.passwords,
            _ => &self.others,
        };
        if limiter.len() > PEERS_KEPT {
            limiter.retain_recent();
        }
        limiter
            .check_key(&peer)
            .map_err(|wait| wait.wait_time_from(self.clock.now()).as_secs() + 1)
    }
}

/// 限流检查 — lets a call through.
///
/// # Errors
/// The peer has to wait.
pub(super) fn slow_down(app: &App, request: &Request) -> Answer<()> {
    let path = request.uri().path();
    if !is_api(path) {
        return Ok(());
    }
    let connected = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let peer = peer(connected, request.headers(), app.config.trust_proxy);
    let taken = app.limits.take(peer, path);
    taken.map_err(problem::too_many_requests)
}

/// Who calls: the address of the connection, or what our own proxy says of it.
/// An IPv6 site has a whole /64 to call from, so that counts as one.
fn peer(connected: Option<IpAddr>, headers: &HeaderMap, trust_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    let told = if trust_proxy { forwarded() } else { None };
    match told
        .or(connected)
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
    {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.into(),
            None => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        },
        address => address,
    }
}
