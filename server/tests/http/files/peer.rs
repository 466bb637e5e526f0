//! Another's client against our server: tus-js-client, over links that break; with files in
//! a directory, and in a bucket of a server that speaks S3.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::super::running::{Data, Running, start_as};
use super::super::support::PASSWORD;
use super::pictures::png;

/// A server's process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn signed_in(running: &Running) -> String {
    let who = format!(
        "{{\"platform\":\"hunan\",\"login_name\":\"demo.supplier\",\"password\":\"{PASSWORD}\"}}"
    );
    let answer = running.post("/v1/session", "", &who);
    let cookie = answer.split("set-cookie: ").nth(1).unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Uploads nine files, cut after one tenth of the first to nine of the last.
fn cut_at_each_tenth(data: &Data, command: Command) {
    let mut running = start_as(command);
    let mut said = running.child.stderr.take().unwrap();
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    let cookie = signed_in(&running);
    let files: Vec<PathBuf> = (1..=9)
        .map(|tenth| {
            let file = data.folder.path().join(format!("{tenth}.png"));
            std::fs::write(&file, png(60 + tenth, 200_000)).unwrap();
            file
        })
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tus/upload.mjs");
    let done = Command::new("node")
        .args([script, &running.address, &cookie])
        .args(&files)
        .output()
        .unwrap();
    running.child.kill().unwrap();
    running.child.wait().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let complained = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}{complained}");
    assert_eq!(said.matches("identical").count(), 9, "{said}");
}

#[test]
fn tus_js_client_cut_at_each_tenth_goes_on_and_every_byte_arrives() {
    let data = Data::new();
    let mut command = data.yangcai();
    command.arg("serve");
    cut_at_each_tenth(&data, command);
}

/// A server that speaks S3, with a bucket; installed by `.ci/setup test`.
fn bucket() -> (Ends, String) {
    let tools = std::env::var_os("YANGCAI_TOOLS").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache/yangcai"),
        PathBuf::from,
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let program = tools.join("moto/bin/moto_server");
    let mut child = Command::new(&program)
        .args(["-H", "127.0.0.1", "-p", &address.port().to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}; run .ci/setup test", program.display()));
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let ends = Ends(child);
    let mut line = String::new();
    while !line.contains("Running on") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "it has ended");
    }
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let make =
        "PUT /scans HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    stream.write_all(make.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    (ends, format!("http://{address}"))
}

#[test]
fn the_same_with_files_in_a_bucket_of_s3() {
    let (_ends, endpoint) = bucket();
    let data = Data::new();
    let mut command = data.yangcai();
    command
        .args(["serve", "--files-url", "s3://scans/yangcai"])
        .env("AWS_ENDPOINT", &endpoint)
        .env("AWS_ALLOW_HTTP", "true")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test");
    cut_at_each_tenth(&data, command);
    assert!(!data.folder.path().join("files").exists());
}
