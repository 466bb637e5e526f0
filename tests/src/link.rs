//! One link's state: how fast it is, whether it is cut, what it loses, what it has carried.

use crate::network::Shape;
use crate::sent::Sent;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

#[derive(Clone, Copy)]
pub(crate) enum Direction {
    Up,
    Down,
}

#[derive(Default)]
struct Lane {
    busy_until: Mutex<Option<Instant>>,
    moved: AtomicU64,
}

#[derive(Default)]
struct Loss {
    path: String,
    left: u32,
}

#[derive(Default)]
pub(crate) struct Link {
    shape: Mutex<Option<Shape>>,
    cut: watch::Sender<bool>,
    loss: Mutex<Loss>,
    lost: AtomicU64,
    requests: Mutex<Vec<Sent>>,
    up: Lane,
    down: Lane,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Link {
    pub(crate) fn set_shape(&self, shape: Option<Shape>) {
        *lock(&self.shape) = shape;
    }

    pub(crate) fn set_cut(&self, cut: bool) {
        self.cut.send_replace(cut);
    }

    pub(crate) fn is_cut(&self) -> bool {
        *self.cut.borrow()
    }

    pub(crate) fn lose(&self, path: &str, times: u32) {
        *lock(&self.loss) = Loss {
            path: path.to_owned(),
            left: times,
        };
    }

    pub(crate) fn lost(&self) -> usize {
        usize::try_from(self.lost.load(Ordering::SeqCst)).unwrap_or(usize::MAX)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = lock(&self.requests);
        requests.iter().map(|sent| sent.line().to_owned()).collect()
    }

    pub(crate) fn sent(&self, start: &str) -> Vec<Sent> {
        let requests = lock(&self.requests);
        let asked = requests
            .iter()
            .filter(|sent| sent.line().starts_with(start));
        asked.cloned().collect()
    }

    pub(crate) fn moved(&self, direction: Direction) -> u64 {
        self.lane(direction).moved.load(Ordering::SeqCst)
    }

    pub(crate) fn watch_cut(&self) -> watch::Receiver<bool> {
        self.cut.subscribe()
    }

    pub(crate) fn count_lost(&self) {
        self.lost.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn count_moved(&self, direction: Direction, bytes: usize) {
        self.lane(direction)
            .moved
            .fetch_add(bytes as u64, Ordering::SeqCst);
    }

    fn lane(&self, direction: Direction) -> &Lane {
        match direction {
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        }
    }

    /// When `count` more bytes will have crossed: after those already in the lane, and half a round trip.
    pub(crate) fn due(&self, direction: Direction, count: usize) -> Instant {
        let now = Instant::now();
        let Some(shape) = *lock(&self.shape) else {
            return now;
        };
        let rate = match direction {
            Direction::Up => shape.up,
            Direction::Down => shape.down,
        };
        let mut busy_until = lock(&self.lane(direction).busy_until);
        let start = busy_until.map_or(now, |until| until.max(now));
        let sent = start + Duration::from_secs_f64(count as f64 / f64::from(rate));
        *busy_until = Some(sent);
        sent + shape.latency / 2
    }

    /// Notes a request that begins with these bytes; its place, for what follows of it.
    pub(crate) fn note_request(&self, bytes: &[u8]) -> usize {
        let mut requests = lock(&self.requests);
        let mut sent = Sent::default();
        sent.add(bytes);
        requests.push(sent);
        requests.len() - 1
    }

    /// Notes what follows of the request at this place.
    pub(crate) fn note_more(&self, place: usize, bytes: &[u8]) {
        if let Some(sent) = lock(&self.requests).get_mut(place) {
            sent.add(bytes);
        }
    }

    /// Whether the answer to a request for `path` is to be lost.
    pub(crate) fn request_is_doomed(&self, path: &str) -> bool {
        let mut loss = lock(&self.loss);
        let doomed = loss.left > 0 && path.starts_with(&loss.path);
        loss.left -= u32::from(doomed);
        doomed
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Link};
    use crate::network::SLOW_3G;
    use std::time::Duration;

    #[test]
    fn connections_share_the_rate_of_one_link() {
        let link = Link::default();
        link.set_shape(Some(SLOW_3G));
        let first = link.due(Direction::Down, 1_000);
        let second = link.due(Direction::Down, 25_000);
        assert_eq!(second - first, Duration::from_millis(500));
    }

    #[test]
    fn half_of_the_latency_is_paid_each_way() {
        let link = Link::default();
        link.set_shape(Some(SLOW_3G));
        let before = tokio::time::Instant::now();
        assert!(link.due(Direction::Up, 0) - before >= Duration::from_secs(1));
        assert!(link.due(Direction::Down, 0) - before >= Duration::from_secs(1));
    }

    #[test]
    fn a_link_without_a_shape_delays_nothing() {
        let link = Link::default();
        let due = link.due(Direction::Down, 1_000_000_000);
        assert!(due <= tokio::time::Instant::now());
    }
}
