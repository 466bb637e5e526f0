//! Carries one connection across the link: late, counted, cut, or with its answer lost.

use crate::link::{Direction, Link};
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// Small enough that two connections share a slow link fairly, near to what one packet carries.
const CHUNK: usize = 1_400;
/// Chunks under way on one connection: more than any preset's rate times its latency.
const UNDER_WAY: usize = 256;

impl Link {
    /// Carries one connection until either side ends it, an answer on it is lost, or the link is cut.
    pub(crate) async fn carry(&self, client: TcpStream, server: TcpStream) {
        let mut cut = self.watch_cut();
        let doomed = AtomicBool::new(false);
        let (mut from_client, mut to_client) = client.into_split();
        let (mut from_server, mut to_server) = server.into_split();
        let broken = tokio::select! {
            ended = async {
                tokio::try_join!(
                    self.pump(Direction::Up, &mut from_client, &mut to_server, &doomed),
                    self.pump(Direction::Down, &mut from_server, &mut to_client, &doomed),
                )
            } => ended.is_err(),
            _ = cut.wait_for(|cut| *cut) => true,
        };
        if broken {
            // With zero linger, closing sends a reset: the client sees a failure, not the end of an answer.
            let _reset_or_closed = from_client.as_ref().set_zero_linger();
        }
    }

    /// Moves bytes one way, late by what the shape says, until their source ends.
    async fn pump(
        &self,
        direction: Direction,
        from: &mut (impl AsyncRead + Unpin),
        to: &mut (impl AsyncWrite + Unpin),
        doomed: &AtomicBool,
    ) -> Result<(), Broken> {
        let (queue, mut queued) = mpsc::channel::<(Instant, Vec<u8>)>(UNDER_WAY);
        let read = async move {
            let mut buffer = [0; CHUNK];
            let mut under_way = None;
            loop {
                let bytes = match from.read(&mut buffer).await.map_err(|_| Broken)? {
                    0 => return Ok(()),
                    count => &buffer[..count],
                };
                match direction {
                    Direction::Up => self.note_sent(bytes, &mut under_way, doomed),
                    Direction::Down if doomed.load(Ordering::SeqCst) => {
                        self.count_lost();
                        return Err(Broken);
                    }
                    Direction::Down => {}
                }
                let due = self.due(direction, bytes.len());
                queue
                    .send((due, bytes.to_vec()))
                    .await
                    .map_err(|_| Broken)?;
            }
        };
        let write = async {
            while let Some((due, bytes)) = queued.recv().await {
                tokio::time::sleep_until(due).await;
                to.write_all(&bytes).await.map_err(|_| Broken)?;
                self.count_moved(direction, bytes.len());
            }
            to.shutdown().await.map_err(|_| Broken)
        };
        tokio::try_join!(read, write).map(|_| ())
    }

    /// Browsers do not pipeline: what begins with a request line is a request, and what comes back next on
    /// its connection is the answer to it.
    fn note_sent(&self, bytes: &[u8], under_way: &mut Option<usize>, doomed: &AtomicBool) {
        match (request_line(bytes), *under_way) {
            (Some((_, path)), _) => {
                *under_way = Some(self.note_request(bytes));
                if self.request_is_doomed(path) {
                    doomed.store(true, Ordering::SeqCst);
                }
            }
            (None, Some(place)) => self.note_more(place, bytes),
            (None, None) => {}
        }
    }
}

/// The connection is over and must look so to the client.
struct Broken;

fn request_line(bytes: &[u8]) -> Option<(&str, &str)> {
    let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
    let mut words = std::str::from_utf8(&bytes[..end]).ok()?.split(' ');
    let (method, path, version) = (words.next()?, words.next()?, words.next()?);
    let known = method.bytes().all(|byte| byte.is_ascii_uppercase()) && path.starts_with('/');
    (known && version.starts_with("HTTP/1.")).then_some((method, path))
}

#[cfg(test)]
mod tests {
    use super::request_line;

    #[test]
    fn a_request_is_known_by_its_first_line() {
        assert_eq!(
            request_line(b"POST /v1/push HTTP/1.1\r\nHost: x\r\n"),
            Some(("POST", "/v1/push"))
        );
    }

    #[test]
    fn a_body_is_not_taken_for_a_request() {
        assert_eq!(
            request_line(b"{\"name\":\"POST /v1/push HTTP/1.1\"}\r\n"),
            None
        );
        assert_eq!(request_line(b"POST /v1/push"), None);
    }
}
