//! `yangcai erase-person`: a person's data is made unreadable in the log, and taken out of
//! the tables.

use std::process::ExitCode;

use clap::Args;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;

use super::{Data, Outcome};
use crate::clock;
use crate::store::Store;
use crate::sync::{Erased, Person, erase};

/// Who is to be erased.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("person").required(true)))]
pub(super) struct EraseArgs {
    /// 平台 · the platform, such as `guizhou`
    #[arg(long)]
    platform: String,
    /// 登录名 · the name with which the person signs in, or applied to
    #[arg(long, group = "person")]
    login_name: Option<String>,
    /// 或注册申请编号 · or the application's number
    #[arg(long, group = "person")]
    registration: Option<String>,
    /// 或登记凭证号 · or the number of the intake, where nothing that came from it was accepted
    #[arg(long, group = "person")]
    intake: Option<String>,
}

impl EraseArgs {
    fn person(&self) -> Result<Person, Box<dyn std::error::Error>> {
        if let Some(name) = &self.login_name {
            return Ok(Person::LoginName(LoginName::parse(name)?));
        }
        let malformed = |_| "编号不对 · this is no such number";
        Ok(match (&self.registration, &self.intake) {
            (Some(id), _) => Person::Registration(id.parse().map_err(malformed)?),
            (None, id) => {
                let id = id.clone().unwrap_or_default();
                Person::Intake(id.try_into().map_err(malformed)?)
            }
        })
    }
}

pub(super) fn run(data: &Data, args: &EraseArgs) -> Outcome {
    let platform = PlatformId::parse(&args.platform)?;
    let person = args.person()?;
    let mut store = data.existing()?;
    let now = (clock::system())();
    let Some(Erased {
        keys,
        accounts,
        records,
    }) = store.write(|db| erase(db, &platform, &person, now))?
    else {
        // Perhaps it was done before, and the database too busy then for what follows.
        scrub(&store)?;
        return Err("没有找到这个人；也可用 --registration 或 --intake 指明。 \
                    Nobody is known by that; --registration and --intake say it in other ways."
            .into());
    };
    println!(
        "已删除：销毁 {0} 个密钥，停用 {accounts} 个账号，改写 {records} 条记录 · \
         erased: {0} keys destroyed, {accounts} accounts closed, {records} records written over",
        keys.len()
    );
    scrub(&store)?;
    println!(
        "早先的备份里还有，请到期销毁；从那样的备份恢复之后须再删除一次。 \
         Earlier backups still hold it: let them expire, and erase again after a restore from one."
    );
    Ok(ExitCode::SUCCESS)
}

/// Leaves nothing of it behind in the database's files.
fn scrub(store: &Store) -> Result<(), String> {
    store.scrub().map_err(|error| {
        format!(
            "已删除的内容还留在数据库文件的空闲处，请稍后再执行一次同样的命令（{error}）。 \
             What was erased still lies in free places of the database's files: give the same command \
             again later ({error})."
        )
    })
}
