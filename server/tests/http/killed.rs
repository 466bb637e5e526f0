//! The server killed (SIGKILL) in the middle of its work, again and again: what it had acknowledged is there,
//! each once, and what it had not is there at most once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use super::running::{Data, Running, start};
use super::support::{listing, push_body};
use domain::command::Command;
use domain::profile::PlatformId;
use serde_json::Value;
use server::store::StoreError;

/// How many queues are sent at once; each goes on where it was, whatever happened to the server.
const QUEUES: u8 = 4;

/// How often the server is killed; `KILLS` asks for more.
fn kills() -> u64 {
    let asked = std::env::var("KILLS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(12)
}

/// A listing of its own for each number of each queue.
fn numbered(queue: u8, mid: u64) -> Command {
    listing(&format!("留置针{queue}-{mid}"))
}

/// Calls a server that may die meanwhile; the body of an answer that came whole and said 200.
fn call(address: &str, path: &str, cookie: &str, body: &Value) -> Option<Value> {
    let body = body.to_string();
    let mut stream = TcpStream::connect(address).ok()?;
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).ok()?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nx-yangcai-client: 1\r\n\
         connection: close\r\ncontent-length: {}\r\ncookie: {cookie}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let body = answer.strip_prefix("HTTP/1.1 200 OK\r\n")?;
    serde_json::from_str(body.split_once("\r\n\r\n")?.1).ok()
}

/// Sends one queue until the server dies; gives the receipts that were heard, from number `from` on.
fn send(address: &str, cookie: &str, queue: u8, from: u64) -> Vec<Value> {
    let mut heard = vec![];
    loop {
        let mid = from + heard.len() as u64;
        let body = push_body(queue, mid, &[numbered(queue, mid)]);
        match call(address, "/v1/push", cookie, &body) {
            Some(answer) => heard.push(answer["receipts"][0].clone()),
            None => return heard,
        }
    }
}

fn killed_while_sending(running: &mut Running, cookie: &str, heard: &Mutex<Vec<Vec<Value>>>) {
    let address = &running.address;
    let child = &mut running.child;
    std::thread::scope(|scope| {
        for queue in 0..QUEUES {
            let from = heard.lock().unwrap()[usize::from(queue)].len() as u64 + 1;
            scope.spawn(move || {
                let more = send(address, cookie, queue, from);
                heard.lock().unwrap()[usize::from(queue)].extend(more);
            });
        }
        // Long enough for some hundred commits, and never the same.
        std::thread::sleep(Duration::from_millis(60 + rand_below(120)));
        child.kill().unwrap();
        child.wait().unwrap();
    });
}

fn rand_below(end: u64) -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    u64::from(now.unwrap().subsec_nanos()) / 1000 % end
}

#[test]
fn a_server_killed_again_and_again_has_each_acknowledged_command_exactly_once() {
    let data = Data::new();
    let mut running = start(&data).unheard();
    let cookie = running.sign_in();
    let hunan = PlatformId::parse("hunan").unwrap();
    let count = || {
        let store = data.store();
        let count = store.read::<_, StoreError>(|tx| tx.record_count(&hunan, "listing"));
        count.unwrap()
    };
    let before = count();
    let heard = Mutex::new(vec![vec![]; usize::from(QUEUES)]);
    for kill in 0..kills() {
        if kill > 0 {
            running = start(&data).unheard();
        }
        killed_while_sending(&mut running, &cookie, &heard);
    }

    running = start(&data).unheard();
    let heard = heard.into_inner().unwrap();
    let mut sent = 0;
    for (queue, heard) in (0..).zip(&heard) {
        // One that was under way at the last kill may be there or not.
        let last = heard.len() as u64 + 1;
        sent += last;
        for first in (1..=last).step_by(100) {
            let mids = first..=last.min(first + 99);
            let commands: Vec<Command> = mids.clone().map(|mid| numbered(queue, mid)).collect();
            let body = push_body(queue, first, &commands);
            let answer = call(&running.address, "/v1/push", &cookie, &body).unwrap();
            for (mid, receipt) in mids.zip(answer["receipts"].as_array().unwrap()) {
                assert_eq!(receipt["status"], "accepted", "{receipt}");
                if let Some(first) = heard.get(mid as usize - 1) {
                    assert_eq!(receipt, first, "acknowledged before, {queue}.{mid}");
                }
            }
        }
    }
    running.kill();
    let acknowledged: usize = heard.iter().map(Vec::len).sum();
    println!(
        "{} kills, {acknowledged} commands acknowledged, {} records",
        kills(),
        count() - before
    );
    assert!(acknowledged > 50, "{acknowledged}");
    assert_eq!(count() - before, sent, "each once");
}
