//! 命令行: `yangcai serve`, and what whoever runs the server needs besides.

mod account;
mod database;
mod serve;
mod serve_args;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use domain::profile::shipped;

use crate::store::{Store, StoreError};
use crate::sync::Profiles;

pub use serve_args::ServeArgs;

/// 阳采服务器 · the Yangcai server
#[derive(Parser)]
#[command(name = "yangcai", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Where the data lies.
#[derive(Args, Clone)]
pub(crate) struct Data {
    /// 数据目录 · the directory of the database
    #[arg(
        long = "data-dir",
        env = "DATA_DIR",
        default_value = "./data",
        global = true
    )]
    folder: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// 启动服务 · start the server
    Serve(ServeArgs),
    /// 备份到文件 · copy the database to a file, also while the server runs
    Backup {
        /// The file to write.
        file: PathBuf,
    },
    /// 从备份恢复（须先停止服务）· restore from a backup, with the server stopped
    Restore {
        /// The file to read.
        file: PathBuf,
    },
    /// 校验命令日志 · check the hash chain of every command log
    VerifyLog,
    /// 账号管理 · accounts
    #[command(subcommand)]
    Account(account::AccountCommand),
}

/// Runs the command line; its result is the process's.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => ServeArgs::from_environment().and_then(|args| serve::serve(&cli.data, &args)),
        Some(Command::Serve(args)) => serve::serve(&cli.data, &args),
        Some(Command::Backup { file }) => database::backup(&cli.data, &file),
        Some(Command::Restore { file }) => database::restore(&cli.data, &file),
        Some(Command::VerifyLog) => database::verify_log(&cli.data),
        Some(Command::Account(command)) => account::run(&cli.data, &command),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("yangcai: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What a command gives: the process's result, or why it could not be done.
pub(crate) type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

impl Data {
    /// The database's file.
    fn file(&self) -> PathBuf {
        self.folder.join("yangcai.db")
    }

    /// Opens the database, making it where there is none.
    fn open(&self) -> Result<Store, StoreError> {
        std::fs::create_dir_all(&self.folder)?;
        Store::open(self.file())
    }

    /// Keeps a second server and a restore away for as long as it is held.
    fn lock(&self) -> Result<std::fs::File, Box<dyn std::error::Error>> {
        std::fs::create_dir_all(&self.folder)?;
        let file = std::fs::File::create(self.folder.join("yangcai.lock"))?;
        let held = "数据目录正被另一个 yangcai 使用，请先停止它。 \
                    Another yangcai uses this data directory; stop it first.";
        file.try_lock().map_err(|_| held)?;
        Ok(file)
    }
}

/// The profiles of the platforms that this server runs.
#[must_use]
pub fn profiles() -> Profiles {
    shipped()
        .into_iter()
        .map(|profile| (profile.id.clone(), profile))
        .collect()
}
