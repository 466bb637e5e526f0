//! Checking and erasing from the command line, beside a server that runs.

use super::running::{Data, Running, start};
use super::support::PASSWORD;
use domain::protocol::PushResponse;
use serde_json::json;

/// What a command prints, and whether it was content.
fn told(data: &Data, arguments: &[&str]) -> (bool, String) {
    let output = data.yangcai().args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// A push of one listing by somebody who keeps what is said of the log.
fn push(running: &Running) -> PushResponse {
    let mut body = super::support::push_body(9, 1, &[super::support::listing("留置针")]);
    body["cursors"] = json!({});
    let (_, answer) = running.call("/v1/push", &running.sign_in(), &body);
    serde_json::from_value(answer).unwrap()
}

/// The file that a device exports.
fn file(data: &Data, answer: &PushResponse, length: u64) -> String {
    let (space, head) = answer.heads.iter().next().unwrap();
    let held = json!({
        "yangcai_queue": 1, "platform": "hunan", "items": [],
        "heads": { space.to_string(): { "epoch": answer.epoch, "length": length, "head": head.head } },
    });
    let path = data.folder.path().join(format!("device-{length}.json"));
    std::fs::write(&path, held.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_check_says_what_it_has_looked_at_and_what_is_wrong_by_its_exit_code() {
    let data = Data::new();
    let running = start(&data);
    let answer = push(&running);
    let length = answer.heads.values().next().unwrap().length;
    let held = file(&data, &answer, length);
    let (sound, said) = told(&data, &["check", "--receipts", &held]);
    assert!(
        sound && said.contains("0 findings") && said.contains(&held),
        "{said}"
    );
    let cut = file(&data, &answer, length + 1);
    let (sound, said) = told(&data, &["check", "--receipts", &held, "--receipts", &cut]);
    assert!(
        !sound && said.contains("held_cut") && said.contains("1 findings"),
        "{said}"
    );
    let other = file(&data, &answer, length - 1);
    let (sound, said) = told(&data, &["check", "--receipts", &other]);
    assert!(!sound && said.contains("held_edited"), "{said}");
    running.stop();
    let (sound, said) = told(&data, &["check", "--receipts", "/nowhere"]);
    assert!(!sound && said.contains("No such file"), "{said}");
}

#[test]
fn a_person_is_erased_from_the_files_too_while_the_server_runs() {
    let data = Data::new();
    let running = start(&data);
    push(&running);
    let holds = |text: &str| {
        let all = match data.place.environment().first() {
            Some(_) => data.place.dump(),
            None => std::fs::read_dir(data.folder.path())
                .unwrap()
                .filter_map(|file| std::fs::read(file.unwrap().path()).ok())
                .flatten()
                .collect(),
        };
        let text = text.as_bytes();
        all.windows(text.len()).any(|window| window == text)
    };
    // What the demonstration's first applicant wrote, on every platform.
    let (phone, email) = ("13800000001", "demo.supplier@example.com");
    assert!(holds(phone) && holds(email));
    let (mut erased, mut all) = (0, String::new());
    for platform in ["guizhou", "beijing", "hunan", "hebei", "shenzhen"] {
        let whom = ["--platform", platform, "--login-name", "demo.supplier"];
        let (done, said) = told(&data, &[&["erase-person"][..], &whom].concat());
        erased += u8::from(done);
        all += &said;
        assert!(done == said.contains("1 accounts closed"), "{said}");
    }
    assert!(erased >= 3, "{erased} {all}");
    assert!(!holds(phone), "in the database’s files");
    assert!(!holds(email), "in the database’s files");
    let (sound, said) = told(&data, &["check"]);
    assert!(sound, "{said}");
    let who = json!({ "platform": "hunan", "login_name": "demo.supplier", "password": PASSWORD });
    let answer = running.post("/v1/session", "", &who.to_string());
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    running.stop();
}

#[test]
fn where_there_is_no_database_nothing_is_said_to_be_sound() {
    let data = Data::new();
    for arguments in [
        &["check"][..],
        &["verify-log"],
        &["backup", "copy.db"],
        &[
            "erase-person",
            "--platform",
            "hunan",
            "--login-name",
            "demo.supplier",
        ],
    ] {
        let mut command = data.yangcai();
        command.env_remove("DATABASE_URL").args(arguments);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains("there is no database"),
            "{said}"
        );
    }
    assert!(!data.folder.path().join("yangcai.db").exists());
}
