//! The binary itself: started, spoken to over a socket, stopped by a signal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::support::PASSWORD;

const SECRET: &str = "0123456789abcdef0123456789abcdef-process";

struct Running {
    child: Child,
    address: String,
}

fn yangcai(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yangcai"));
    command
        .env_remove("PUBLIC_ORIGIN")
        .env_remove("DEMO")
        .env("PORT", "0")
        .env("DATA_DIR", folder);
    command
}

fn start(folder: &Path) -> Running {
    let mut child = yangcai(folder)
        .arg("serve")
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
    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn post(&self, path: &str, headers: &str, body: &str) -> String {
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
    fn stop(mut self) -> (Duration, String) {
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
}

#[test]
fn the_server_stops_in_time_with_streams_open_and_logs_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(folder.path());
    let signed_in = running.post(
        "/v1/session",
        "",
        &format!("{{\"platform\":\"hunan\",\"login_name\":\"demo.supplier\",\"password\":\"{PASSWORD}\"}}"),
    );
    assert!(signed_in.starts_with("HTTP/1.1 200"), "{signed_in}");
    let token = signed_in
        .split("yangcai=")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(token.len(), 64);
    let wrong =
        "{\"platform\":\"hunan\",\"login_name\":\"demo.supplier\",\"password\":\"wrong-Secret-7\"}";
    running.post("/v1/session?password=in-the-Query-7", "", wrong);
    let intake = format!("x-yangcai-intake: {SECRET}\r\nx-yangcai-platform: hunan\r\n");
    running.post("/v1/pull", &intake, "{\"broken-Body-7\"");
    running.post(
        "/v1/password",
        &format!("cookie: yangcai={token}\r\n"),
        "{\"current\":\"cur-Rent-7\",\"new\":\"nEw-one-7\"}",
    );

    let poke = format!("GET /v1/poke HTTP/1.1\r\nhost: x\r\ncookie: yangcai={token}\r\n\r\n");
    let streams: Vec<TcpStream> = (0..3)
        .map(|_| {
            let stream = running.connect(&poke);
            let mut line = String::new();
            BufReader::new(stream.try_clone().unwrap())
                .read_line(&mut line)
                .unwrap();
            assert!(line.starts_with("HTTP/1.1 200"), "{line}");
            stream
        })
        .collect();
    let (took, log) = running.stop();
    assert!(took < Duration::from_secs(10), "{took:?}");
    drop(streams);

    let paths: Vec<String> = log
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line)
                .unwrap_or_else(|_| panic!("no JSON: {line}"))
        })
        .filter_map(|line| line["fields"]["path"].as_str().map(str::to_owned))
        .collect();
    assert!(
        paths.len() >= 7 && paths.contains(&"/v1/session".to_owned()),
        "{paths:?}"
    );
    for secret in [
        PASSWORD,
        &token,
        SECRET,
        "wrong-Secret-7",
        "in-the-Query-7",
        "broken-Body-7",
        "cur-Rent-7",
        "nEw-one-7",
        "cookie",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[test]
fn a_backup_is_restored_into_a_new_life_and_the_logs_hold() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(folder.path());
    let file = folder.path().join("copy.db");
    let epoch = |running: &Running| {
        let answer = {
            let mut stream =
                running.connect("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        answer.split("\"epoch\":\"").nth(1).unwrap()[..32].to_owned()
    };
    let before = epoch(&running);
    assert!(
        yangcai(folder.path())
            .arg("backup")
            .arg(&file)
            .status()
            .unwrap()
            .success()
    );
    let busy = yangcai(folder.path())
        .arg("restore")
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        !busy.status.success(),
        "a running server’s database is not replaced"
    );
    running.stop();
    let restored = yangcai(folder.path())
        .arg("restore")
        .arg(&file)
        .output()
        .unwrap();
    assert!(restored.status.success(), "{restored:?}");
    assert!(
        yangcai(folder.path())
            .arg("verify-log")
            .status()
            .unwrap()
            .success()
    );
    let running = start(folder.path());
    assert_ne!(epoch(&running), before);
    running.stop();
}

#[test]
fn a_reviewer_is_made_and_a_sheet_imported_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let reviewer = [
        "account",
        "reviewer",
        "--platform",
        "guizhou",
        "--login-name",
        "first.reviewer",
        "--name",
        "周明",
    ];
    let made = yangcai(folder.path()).args(reviewer).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let told = String::from_utf8(made.stdout).unwrap();
    assert!(
        told.lines()
            .any(|line| line.trim().len() == 8 && line.starts_with("    ")),
        "{told}"
    );
    let sheet = folder.path().join("old.csv");
    std::fs::write(
        &sheet,
        "platform,login_name,name,credit_code,password\nguizhou,x,王丽,91,12345678\n",
    )
    .unwrap();
    let imported = yangcai(folder.path())
        .args(["account", "import"])
        .arg(&sheet)
        .output()
        .unwrap();
    assert!(!imported.status.success());
    let told = String::from_utf8(imported.stdout).unwrap();
    assert!(
        told.contains("第 2 行") && told.contains("line 2") && told.contains("1 rows not"),
        "{told}"
    );
    assert!(!told.contains("12345678"));
}
