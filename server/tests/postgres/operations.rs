//! What whoever runs the server does on the command line, with PostgreSQL.

use server::store::{Store, StoreError};

use super::running::{Data, start};

/// What a command says where it refuses.
fn refusal(data: &Data, arguments: &[&str]) -> String {
    let output = data.yangcai().args(arguments).output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_postgresql_does_itself_is_left_to_it_in_a_sentence() {
    let data = Data::new();
    let file = data.folder.path().join("copy.db");
    for command in ["backup", "restore"] {
        let said = refusal(&data, &[command, file.to_str().unwrap()]);
        assert!(
            said.contains("pg_dump") && said.contains("begin-epoch"),
            "{said}"
        );
    }
    assert!(!file.exists());
    let said = refusal(
        &data,
        &["--database-url", "mysql://u:secret@h/d", "verify-log"],
    );
    assert!(
        said.contains("postgres://") && !said.contains("secret"),
        "{said}"
    );
}

#[test]
fn a_new_epoch_begins_and_the_log_is_checked() {
    let data = Data::new();
    let running = start(&data);
    let before = running.epoch();
    let begun = data.yangcai().arg("begin-epoch").output().unwrap();
    assert!(begun.status.success(), "{begun:?}");
    assert_ne!(running.epoch(), before);
    assert!(data.yangcai().arg("verify-log").status().unwrap().success());
    data.place.sql("ALTER TABLE log DISABLE TRIGGER USER");
    data.place
        .sql("UPDATE log SET entry = entry || ' ' WHERE position = 1");
    let checked = data.yangcai().arg("verify-log").output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(
        !checked.status.success() && said.contains("entry 1 of the log has been changed"),
        "{said}"
    );
    running.stop();
}

#[test]
fn a_deployment_moves_from_sqlite_and_its_people_notice_nothing() {
    let data = Data::new();
    let sqlite = |command: &str| {
        let mut command_line = data.yangcai();
        command_line.env_remove("DATABASE_URL").arg(command);
        command_line
    };
    let from = super::running::start_as(sqlite("serve"));
    let epoch = from.epoch();
    let busy = refusal(&data, &["migrate", "sqlite-to-postgres"]);
    assert!(busy.contains("stop it first"), "{busy}");
    from.stop();

    let without = sqlite("migrate")
        .arg("sqlite-to-postgres")
        .output()
        .unwrap();
    let said = String::from_utf8(without.stderr).unwrap();
    assert!(
        !without.status.success() && said.contains("DATABASE_URL"),
        "{said}"
    );
    let moved = data
        .yangcai()
        .args(["migrate", "sqlite-to-postgres"])
        .output()
        .unwrap();
    assert!(moved.status.success(), "{moved:?}");
    let said = String::from_utf8(moved.stdout).unwrap();
    assert!(
        said.lines().any(|line| line.starts_with("receipts")),
        "{said}"
    );
    let again = refusal(&data, &["migrate", "sqlite-to-postgres"]);
    assert!(again.contains("not empty"), "{again}");

    assert!(data.yangcai().arg("verify-log").status().unwrap().success());
    let known = |store: &Store| {
        store
            .read::<_, StoreError>(|tx| {
                let mut logs = vec![];
                for space in tx.space_names()? {
                    logs.push((
                        tx.log_entries(&space)?,
                        tx.space(&space)?,
                        tx.feed_after(&space, 0, 9999)?,
                    ));
                }
                Ok((tx.epoch()?, tx.last_mids()?, tx.account_count()?, logs))
            })
            .unwrap()
    };
    let before = known(&Store::open(data.folder.path().join("yangcai.db")).unwrap());
    assert_eq!(known(&data.place.store()), before);
    assert!(before.2 > 5 && before.3.len() > 5);

    // Who was signed in still is.
    let running = start(&data);
    assert_eq!(running.epoch(), epoch);
    let answer = running.post(
        "/v1/session",
        "",
        "{\"platform\":\"hunan\",\"login_name\":\"demo.supplier\",\"password\":\"yc8k2m6q\"}",
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    running.stop();
}

#[test]
fn a_move_that_arrives_otherwise_than_it_was_sent_is_not_kept() {
    let data = Data::new();
    let file = data.folder.path().join("yangcai.db");
    let mut from = Store::open(&file).unwrap();
    from.write::<_, StoreError>(|tx| {
        tx.put_client("zzzzzzzzzzzzzzzz".parse().unwrap(), "hunan/a", 1)
    })
    .unwrap();
    drop(from);
    data.place.sql(
        "CREATE FUNCTION forge() RETURNS TRIGGER LANGUAGE plpgsql AS \
         $$ BEGIN NEW.last_mid := NEW.last_mid + 1; RETURN NEW; END $$",
    );
    data.place.sql(
        "CREATE TRIGGER forges BEFORE INSERT ON clients FOR EACH ROW EXECUTE FUNCTION forge()",
    );
    let said = refusal(&data, &["migrate", "sqlite-to-postgres"]);
    assert!(
        said.contains("What arrived in clients is not what was sent"),
        "{said}"
    );
    assert_eq!(data.place.sql("SELECT count(*) FROM clients"), ["0"]);
}

#[test]
fn an_encrypted_connection_is_made_to_whom_the_system_trusts_and_to_nobody_else() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let (folder, mut server) = crate::cluster::start(&[("TLS_PORT", &port.to_string())]);
    let data = Data::new();
    let plain = format!("postgres://yangcai@127.0.0.1:{port}/postgres");
    let encrypted = format!("{plain}?sslmode=require");
    let verify = |address: &str, trusted: Option<String>| {
        let mut command = data.yangcai();
        command
            .env_remove("SSL_CERT_FILE")
            .env_remove("SSL_CERT_DIR");
        command.env("DATABASE_URL", address).arg("verify-log");
        if let Some(trusted) = trusted {
            command.env("SSL_CERT_FILE", trusted);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said)
    };
    let own = format!("{folder}/certificate");
    let (done, said) = verify(&encrypted, Some(own));
    assert!(done, "{said}");
    let (done, said) = verify(&encrypted, None);
    assert!(!done && said.contains("certificate"), "{said}");
    let (done, said) = verify(&plain, None);
    assert!(!done && said.contains("no encryption"), "{said}");
    drop(server.stdin.take());
    server.wait().unwrap();
}
