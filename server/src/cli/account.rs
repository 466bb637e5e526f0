//! Accounts from the command line: a sheet of old ones, and reviewers.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use domain::identifiers::{LoginName, PersonName};
use domain::profile::PlatformId;

use super::{Data, Outcome, profiles};
use crate::accounts::import::{self, ImportRow};
use crate::accounts::reviewer::{self, Made};
use crate::accounts::{Credential, hash_now};
use crate::clock;
use crate::store::Store;

/// What can be done with accounts.
#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// 从 CSV 导入账号（UTF-8；列：platform, login_name, name, credit_code, role, password）·
    /// import accounts from a CSV file in UTF-8
    Import {
        /// The sheet.
        file: PathBuf,
    },
    /// 开设交易中心审核账号，打印一次初始密码 · make a reviewer of the centre and print the
    /// initial password once
    Reviewer {
        /// 平台 · the platform, such as `guizhou`
        #[arg(long)]
        platform: String,
        /// 登录名 · the name to sign in with
        #[arg(long)]
        login_name: String,
        /// 姓名 · the person's name
        #[arg(long)]
        name: String,
    },
}

pub(super) fn run(data: &Data, command: &AccountCommand) -> Outcome {
    let mut store = data.open()?;
    match command {
        AccountCommand::Import { file } => import_sheet(&mut store, file),
        AccountCommand::Reviewer {
            platform,
            login_name,
            name,
        } => make_reviewer(&mut store, platform, login_name, name),
    }
}

fn import_sheet(store: &mut Store, file: &PathBuf) -> Outcome {
    let profiles = profiles();
    let (mut added, mut refused) = (0, 0);
    for (line, row) in import::read(File::open(file)?, &profiles) {
        let reasons = match row {
            Ok(row) => add(store, &row)?,
            Err(reasons) => reasons,
        };
        if reasons.is_empty() {
            added += 1;
        } else {
            refused += 1;
        }
        for reason in reasons {
            println!("第 {line} 行：{} · line {line}: {}", reason.zh, reason.en);
        }
    }
    println!(
        "导入 {added} 个账号，{refused} 行未导入 · {added} accounts imported, {refused} rows not"
    );
    Ok(if refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Adds one row's account in a transaction of its own; the reasons, if any, why not.
fn add(
    store: &mut Store,
    row: &ImportRow,
) -> Result<Vec<domain::sentence::Sentence>, Box<dyn std::error::Error>> {
    let hash = hash_now(&row.password).map_err(|_| "a password could not be hashed")?;
    let now = (clock::system())();
    let added = store.write(|db| {
        import::add(
            db,
            row,
            &Credential {
                hash,
                expires: None,
            },
            now,
        )
    })?;
    Ok(added.err().into_iter().collect())
}

fn make_reviewer(store: &mut Store, platform: &str, login_name: &str, name: &str) -> Outcome {
    let profiles = profiles();
    let platform = PlatformId::parse(platform)?;
    let profile = profiles
        .get(&platform)
        .ok_or_else(|| format!("没有平台 · no such platform: {platform}"))?;
    let (login_name, name) = (LoginName::parse(login_name)?, PersonName::parse(name)?);
    let password = reviewer::initial_password(profile, &login_name)?;
    let now = (clock::system())();
    let credential = reviewer::initial_credential(&password, now)?;
    match store.write(|db| reviewer::make(db, profile, &login_name, &name, &credential, now))? {
        Made::Taken => Err(format!(
            "登录名 {login_name} 已被使用 · the login name {login_name} is in use"
        )
        .into()),
        made => {
            let (zh, en) = match made {
                Made::Renewed => ("已重置初始密码", "a new initial password was set"),
                _ => ("已开设审核账号", "reviewer account made"),
            };
            println!("{zh} · {en}: {platform} {login_name}");
            println!(
                "初始密码（只显示这一次，七天内有效，首次登录须更改）· initial password, shown once, valid for"
            );
            println!("seven days, to be changed at first sign-in:\n\n    {password}\n");
            Ok(ExitCode::SUCCESS)
        }
    }
}
