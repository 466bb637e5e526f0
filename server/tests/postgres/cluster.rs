//! One PostgreSQL server for a process of tests, and databases in it that are gone
//! with their tests.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::{NoTls, SimpleQueryMessage};

/// Where its socket is. The server ends with the other end of its input: with us.
static CLUSTER: LazyLock<(String, Child)> = LazyLock::new(|| start(&[]));

/// Starts a server; where its socket is, and what it ends with.
pub fn start(environment: &[(&str, &str)]) -> (String, Child) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/tests/postgres/cluster");
    let mut child = Command::new(script)
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut folder = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut folder)
        .unwrap();
    assert!(!folder.is_empty(), "PostgreSQL did not start");
    (folder.trim().to_owned(), child)
}

/// A database of a test's own.
pub struct Database(String);

impl Database {
    /// An empty one.
    pub fn new() -> Self {
        Self::like("template0")
    }

    /// A copy of another, which nobody is connected to.
    pub fn like(template: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        sql(
            &address("postgres"),
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .unwrap();
        Self(name)
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    /// What `DATABASE_URL` is.
    pub fn address(&self) -> String {
        address(&self.0)
    }

    /// Everything it holds, in SQL.
    pub fn dump(&self) -> Vec<u8> {
        let dump = Command::new("pg_dump")
            .args(["--host", &CLUSTER.0, "--username", "yangcai", &self.0])
            .output()
            .unwrap();
        assert!(dump.status.success(), "{dump:?}");
        dump.stdout
    }

    /// Past the store, for faults: the first column of what is answered.
    pub fn sql(&self, text: &str) -> Result<Vec<String>, String> {
        sql(&self.address(), text)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.0);
        let _ = sql(&address("postgres"), &drop);
    }
}

/// Ends every connection to a database but the one that asks.
pub fn cut(address: &str) {
    let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sql(address, all).unwrap();
}

/// Holds the row in which a database's version stands, until the connection is cut.
pub fn hold_schema(address: &str) {
    let held = "BEGIN; SELECT value FROM meta WHERE key = 'schema' FOR UPDATE; SELECT pg_sleep(60)";
    sql(address, held).unwrap_err();
}

fn address(database: &str) -> String {
    let folder = CLUSTER.0.replace('/', "%2F");
    format!("postgres://yangcai@{folder}/{database}")
}

/// On a thread of its own: the caller may be in a runtime.
fn sql(address: &str, text: &str) -> Result<Vec<String>, String> {
    let work = async {
        let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
        let carried = tokio::spawn(connection);
        let answer = client.simple_query(text).await;
        drop(client);
        let _ = carried.await;
        let rows = answer?.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        Ok(rows.collect())
    };
    let run = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(work)
    };
    let done: Result<_, tokio_postgres::Error> =
        std::thread::scope(|scope| scope.spawn(run).join().unwrap());
    done.map_err(|error| match error.as_db_error() {
        Some(said) => said.message().to_owned(),
        None => error.to_string(),
    })
}
