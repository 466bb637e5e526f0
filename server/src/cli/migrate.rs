//! Moving a deployment from SQLite to PostgreSQL.

use std::process::ExitCode;

use clap::Subcommand;
use domain::space::hex;

use super::{Data, Outcome};
use crate::store::{Moved, Store};

/// What can be moved, and whereto.
#[derive(Subcommand)]
pub(super) enum MigrateCommand {
    /// 从数据目录的 SQLite 迁到 DATABASE_URL 的 PostgreSQL，逐表核对摘要 · from SQLite in the data
    /// directory to the PostgreSQL of DATABASE_URL, which must be empty; every table is compared
    SqliteToPostgres,
}

pub(super) fn run(data: &Data, command: &MigrateCommand) -> Outcome {
    match command {
        MigrateCommand::SqliteToPostgres => sqlite_to_postgres(data),
    }
}

fn sqlite_to_postgres(data: &Data) -> Outcome {
    let address = data.address().ok_or(
        "请用 DATABASE_URL 指明目标 PostgreSQL。 Name the PostgreSQL database to move into by DATABASE_URL.",
    )?;
    let file = data.folder.join("yangcai.db");
    if !file.exists() {
        let file = file.display();
        return Err(format!("没有数据库 · there is no database at {file}").into());
    }
    let _lock = data.lock()?;
    let from = Store::open(&file)?;
    let mut to = Store::connect(address)?;
    for Moved { table, digest } in to.copy_from(&from)? {
        println!("{table:<17}{:>9}  {}", digest.rows, hex(&digest.sha256));
    }
    println!(
        "\n已迁移并逐表核对。今后都用 DATABASE_URL 启动；{0} 保留未动，请勿再用它启动服务。\n\
         Moved, and compared table by table. Start with DATABASE_URL from now on; {0} is left as it was:\n\
         do not start a server on it again.",
        file.display()
    );
    Ok(ExitCode::SUCCESS)
}
