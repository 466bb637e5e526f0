//! The binary itself, started, spoken to over a socket and stopped by a signal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::store::Store;
use tempfile::TempDir;

use crate::place::Place;

/// A data directory and a database, empty at first.
pub struct Data {
    pub folder: TempDir,
    pub place: Place,
}

impl Data {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            place: Place::new(),
        }
    }

    /// What the server keeps there, read beside it.
    pub fn store(&self) -> Store {
        match self.place.environment().first() {
            Some((_, address)) => Store::connect(address).unwrap(),
            None => Store::open(self.folder.path().join("yangcai.db")).unwrap(),
        }
    }

    /// The command line on this data.
    pub fn yangcai(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yangcai"));
        command
            .env_remove("PUBLIC_ORIGIN")
            .env_remove("DEMO")
            .env_remove("DATABASE_URL")
            .env("PORT", "0")
            .env("DATA_DIR", self.folder.path())
            .envs(self.place.environment());
        command
    }
}

/// The server as a process of its own.
pub struct Running {
    pub child: Child,
    pub address: String,
}

/// The server, once it says where it is.
pub fn start(data: &Data) -> Running {
    let mut command = data.yangcai();
    command.arg("serve");
    start_as(command)
}

/// The server started by this command, once it says where it is.
pub fn start_as(mut command: Command) -> Running {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().to_owned();
    Running { child, address }
}

impl Running {
    pub fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    pub fn post(&self, path: &str, headers: &str, body: &str) -> String {
        let length = body.len();
        let mut stream = self.connect(&format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nx-yangcai-client: 1\r\n\
             connection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}",
            self.address
        ));
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop, and gives how long that took and what it logged.
    pub fn stop(mut self) -> (Duration, String) {
        let began = Instant::now();
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        let status = self.child.wait().unwrap();
        let took = began.elapsed();
        assert!(status.success(), "{status}");
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        (took, log)
    }

    /// The server's present life.
    pub fn epoch(&self) -> String {
        let mut stream =
            self.connect("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split("\"epoch\":\"").nth(1).unwrap()[..32].to_owned()
    }
}
