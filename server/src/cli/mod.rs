//! 命令行: `yangcai serve`, and what whoever runs the server needs besides.

mod account;
mod check;
mod database;
mod erase;
mod migrate;
mod serve;
mod serve_args;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use domain::profile::shipped;

use crate::files::{Files, NoPlace};
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
    /// PostgreSQL 地址；不设则用数据目录中的 SQLite · a PostgreSQL database,
    /// `postgres://user:password@host/database`, instead of SQLite in that directory
    #[arg(
        long = "database-url",
        env = "DATABASE_URL",
        hide_env_values = true,
        global = true
    )]
    address: Option<String>,
    /// 附件库 `s3://桶名/前缀`；不设则用数据目录中的 files · where files lie, `s3://bucket/prefix`, with
    /// AWS_ENDPOINT, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; the directory `files` there
    /// otherwise
    #[arg(long = "files-url", env = "FILES_URL", global = true)]
    bucket: Option<String>,
    /// 每个单位的附件空间（MB）· how many megabytes of files one unit may have
    #[arg(
        long = "files-quota",
        env = "FILES_QUOTA",
        default_value_t = 2048,
        global = true
    )]
    quota: u32,
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
    /// 开始新纪元（PostgreSQL 恢复之后）· begin a new epoch, after a restore of PostgreSQL: clients
    /// send again what the database no longer knows
    BeginEpoch,
    /// 校验命令日志 · check the hash chain of every command log
    VerifyLog,
    /// 检查日志、记录和设备留存的回执 · check the logs, what follows from them, and what devices hold
    Check(check::CheckArgs),
    /// 删除一个人的个人信息 · erase a person: the key to what the log says of them is destroyed
    ErasePerson(erase::EraseArgs),
    /// 迁移数据（须先停止服务）· move the data elsewhere, with the server stopped
    #[command(subcommand)]
    Migrate(migrate::MigrateCommand),
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
        Some(Command::BeginEpoch) => database::begin_epoch(&cli.data),
        Some(Command::VerifyLog) => database::verify_log(&cli.data),
        Some(Command::Check(args)) => check::run(&cli.data, &args),
        Some(Command::ErasePerson(args)) => erase::run(&cli.data, &args),
        Some(Command::Migrate(command)) => migrate::run(&cli.data, &command),
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
    /// SQLite's file; for work that PostgreSQL leaves to its own tools.
    ///
    /// # Errors
    /// The data is in PostgreSQL.
    fn file(&self) -> Result<PathBuf, StoreError> {
        match self.address {
            Some(_) => Err(StoreError::Elsewhere),
            None => Ok(self.folder.join("yangcai.db")),
        }
    }

    /// Opens the database; SQLite's is made where there is none.
    fn open(&self) -> Result<Store, StoreError> {
        match &self.address {
            Some(address) => Store::connect(address),
            None => {
                std::fs::create_dir_all(&self.folder)?;
                Store::open(self.file()?)
            }
        }
    }

    /// Opens the database that is there: nobody means to look into an empty one.
    ///
    /// # Errors
    /// There is none; the store failed.
    fn existing(&self) -> Result<Store, Box<dyn std::error::Error>> {
        if let Ok(file) = self.file()
            && !file.exists()
        {
            let file = file.display();
            return Err(format!("没有数据库 · there is no database at {file}").into());
        }
        Ok(self.open()?)
    }

    /// Where files lie.
    pub(crate) fn files(&self) -> Result<Files, NoPlace> {
        let quota = u64::from(self.quota) * 1024 * 1024;
        match &self.bucket {
            Some(bucket) => Files::in_bucket(bucket, quota),
            None => Files::in_folder(&self.folder.join("files"), quota),
        }
    }

    /// Where files lie, for people.
    fn files_place(&self) -> String {
        match &self.bucket {
            Some(bucket) => bucket.clone(),
            None => self.folder.join("files").display().to_string(),
        }
    }

    /// The PostgreSQL database that was named.
    fn address(&self) -> Option<&str> {
        self.address.as_deref()
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
