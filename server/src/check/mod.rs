//! 检查: whether the log's chains hold, and whether every table says what follows from the
//! log. It changes nothing, and may run beside a server.

mod claims;
mod drafts;
mod feeds;
mod files;
mod finding;
mod held;
mod ledger;
mod log;
mod people;
mod queues;
mod receipts;
mod records;

use domain::sentence::Sentence;

pub use files::of_files;
pub use finding::{Finding, Findings};
pub use held::{HeldHeads, compare_held};
use ledger::Ledger;

use crate::store::{StoreError, Transaction};

/// 检查项 — one thing that is looked at.
pub struct Check {
    /// What it is about.
    pub about: Sentence,
    /// Looks, and says how much it has looked at.
    run: fn(&Books<'_>, &mut Findings) -> Result<u64, StoreError>,
}

/// What is compared: the tables, and what follows from the log.
struct Books<'a> {
    tx: &'a Transaction<'a>,
    ledger: &'a Ledger,
}

/// 检查结果 — what one check has looked at and found.
#[derive(Debug)]
pub struct Checked {
    /// What it was about.
    pub about: Sentence,
    /// How many things it has looked at.
    pub count: u64,
    /// What was wrong.
    pub findings: Findings,
}

/// 全部检查 — everything that is looked at, in order.
fn checks() -> [Check; 7] {
    let check = |zh: &str, en: &str, run| Check {
        about: Sentence::new(zh, en),
        run,
    };
    [
        check("命令日志和回执", "log and receipts", log::run),
        check("各设备的队列", "queues", queues::run),
        check("记录", "records", records::run),
        check("变更流", "feeds", feeds::run),
        check("唯一性占用", "claims", claims::run),
        check("个人信息密钥", "people's keys", people::run),
        check("草稿", "drafts", drafts::run),
    ]
}

/// 检查 — looks at everything, on one snapshot.
///
/// # Errors
/// The store failed. What is wrong with what it holds is no error but a finding.
pub fn check(tx: &Transaction<'_>) -> Result<Vec<Checked>, StoreError> {
    let ledger = Ledger::read(tx)?;
    let books = Books {
        tx,
        ledger: &ledger,
    };
    checks()
        .into_iter()
        .map(|check| {
            let mut findings = Findings::default();
            let count = (check.run)(&books, &mut findings)?;
            Ok(Checked {
                about: check.about,
                count,
                findings,
            })
        })
        .collect()
}
