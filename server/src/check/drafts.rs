//! Drafts: each opens under a key that there is.

use std::collections::BTreeMap;

use super::{Books, Findings};
use crate::sealed::Sealed;
use crate::store::StoreError;
use crate::sync::draft_opens;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let keys = books.tx.person_keys()?.into_iter();
    let keys: BTreeMap<_, _> = keys.map(|key| (key.id.clone(), key)).collect();
    let drafts = books.tx.every_draft()?;
    for (account, name, body) in drafts.iter().filter(|(_, _, body)| !body.is_empty()) {
        let key = serde_json::from_str::<Sealed>(body).ok();
        let key = key.and_then(|sealed| keys.get(&sealed.key));
        let open = key.is_some_and(|key| draft_opens(key, account, name, body));
        if !open {
            findings.add(
                "draft_unreadable",
                format!("账号 {account} 的草稿 {name} 打不开"),
                format!("the draft {name} of account {account} does not open"),
            );
        }
    }
    Ok(drafts.len() as u64)
}
