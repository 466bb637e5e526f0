//! How far each device's queue has been dealt with, and whose it is.

use super::{Books, Findings};
use crate::store::StoreError;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let clients = books.tx.every_client()?;
    let looked_at = clients.len() as u64;
    let mut known = 0;
    for (client, row) in clients {
        let queue = books.ledger.queues.get(&client);
        known += u64::from(queue.is_some());
        let (last, count) = queue.map_or((0, 0), |queue| (queue.last, queue.count));
        if row.last_mid != last || count != last || row.durable_mid > row.last_mid {
            findings.add(
                "queue_differs",
                format!(
                    "{client} 的队列记到第 {} 条，日志中有 {count} 条，最后是第 {last} 条",
                    row.last_mid
                ),
                format!(
                    "the queue of {client} is said to be dealt with up to {}; the log has {count} of its commands, the last being {last}",
                    row.last_mid
                ),
            );
        }
        if queue.is_some_and(|queue| !queue.owner.is_empty() && queue.owner != row.owner) {
            findings.add(
                "queue_owner",
                format!("{client} 的队列归属与日志不符"),
                format!("the queue of {client} belongs to somebody else than the log says"),
            );
        }
    }
    if known != books.ledger.queues.len() as u64 {
        let missing = books.ledger.queues.len() as u64 - known;
        findings.add(
            "queue_missing",
            format!("日志中有 {missing} 个队列不在表中"),
            format!("{missing} queues of the log are not in the table"),
        );
    }
    Ok(looked_at)
}
