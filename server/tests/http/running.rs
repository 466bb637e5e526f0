//! The binary itself, started, spoken to over a socket and stopped by a signal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::store::Store;
use tempfile::TempDir;

use super::support::PASSWORD;
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
            .env_remove("FILES_URL")
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

    /// Signs in as the demonstration's supplier of Hunan; the cookie.
    pub fn sign_in(&self) -> String {
        let who =
            json!({ "platform": "hunan", "login_name": "demo.supplier", "password": PASSWORD });
        let signed_in = self.post("/v1/session", "", &who.to_string());
        let cookie = signed_in.split("set-cookie: ").nth(1).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Calls as somebody signed in: the status and the body.
    pub fn call(&self, path: &str, cookie: &str, body: &Value) -> (u16, Value) {
        let headers = format!("cookie: {cookie}\r\n");
        let answer = self.post(path, &headers, &body.to_string());
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head[9..12].parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or_default())
    }

    /// Lets it say what it likes: a full pipe would hold it up.
    pub fn unheard(mut self) -> Self {
        let mut said = self.child.stderr.take().unwrap();
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        self
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
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
        if let Some(mut said) = self.child.stderr.take() {
            said.read_to_string(&mut log).unwrap();
        }
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
