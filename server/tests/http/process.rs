//! The binary itself, from its start to its end, and its command line.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::time::Duration;

use super::running::{Data, start};
use super::support::PASSWORD;

const SECRET: &str = "0123456789abcdef0123456789abcdef-process";

#[test]
fn the_server_stops_in_time_with_streams_open_and_logs_no_secret() {
    let data = Data::new();
    let running = start(&data);
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
fn a_reviewer_is_made_and_a_sheet_imported_from_the_command_line() {
    let data = Data::new();
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
    let made = data.yangcai().args(reviewer).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let told = String::from_utf8(made.stdout).unwrap();
    assert!(
        told.lines()
            .any(|line| line.trim().len() == 8 && line.starts_with("    ")),
        "{told}"
    );
    let sheet = data.folder.path().join("old.csv");
    std::fs::write(
        &sheet,
        "platform,login_name,name,credit_code,password\nguizhou,x,王丽,91,12345678\n",
    )
    .unwrap();
    let imported = data
        .yangcai()
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
