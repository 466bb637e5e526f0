//! One account's drafts, decrypted.

use std::collections::BTreeMap;

use domain::client_id::ClientId;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use crate::sealed::{PersonKey, Sealed};
use crate::store::{DraftRow, StoreError, Transaction};
use crate::sync::Caller;

/// 草稿 — one as it is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// When it was begun.
    pub(super) begun: Timestamp,
    /// When it became what it is.
    pub(super) changed: Timestamp,
    /// What it says; empty where it is not there any more.
    pub(super) text: String,
    /// Whose change made it so, and what that one sent.
    pub(super) by: Option<(ClientId, String)>,
}

/// 草稿正文 — what is encrypted of it.
#[derive(Serialize, Deserialize)]
struct Body {
    text: String,
    by: ClientId,
    /// What was sent, where something was joined to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
}

/// 草稿架 — every draft of one account.
pub(super) struct Shelf<'a> {
    tx: &'a Transaction<'a>,
    account: &'a str,
    /// Made for the first draft.
    key: Option<PersonKey>,
    person: String,
    now: Timestamp,
    drafts: BTreeMap<String, Kept>,
}

impl<'a> Shelf<'a> {
    pub(super) fn open(
        tx: &'a Transaction<'a>,
        caller: &'a Caller,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let rows = tx.drafts_of(&caller.owner)?;
        let mut shelf = Self {
            tx,
            account: &caller.owner,
            key: None,
            person: caller.owner_key(),
            now,
            drafts: BTreeMap::new(),
        };
        for (name, row) in rows {
            let mut kept = Kept {
                begun: row.begun,
                changed: row.changed,
                ..Kept::default()
            };
            if !row.body.is_empty() {
                let key = shelf.key()?;
                let body = body(&key, &caller.owner, &name, &row.body).ok_or_else(|| {
                    let owner = &caller.owner;
                    StoreError::Corrupt(format!("the draft {name} of {owner} does not open"))
                })?;
                kept.by = Some((body.by, body.sent.unwrap_or_else(|| body.text.clone())));
                kept.text = body.text;
            }
            shelf.drafts.insert(name, kept);
        }
        Ok(shelf)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Kept> {
        self.drafts.get(name)
    }

    /// Those that are there.
    pub(super) fn there(&self) -> impl Iterator<Item = (&String, &Kept)> {
        self.drafts.iter().filter(|(_, kept)| !kept.text.is_empty())
    }

    /// Writes a draft, which `by` made so by sending something; the moment that names its
    /// new state.
    pub(super) fn put(
        &mut self,
        name: &str,
        text: &str,
        by: (ClientId, &str),
    ) -> Result<Timestamp, StoreError> {
        let before = self.drafts.get(name).cloned().unwrap_or_default();
        // Two states in a millisecond, or a clock that was set back, are two states.
        let changed = self.now.max(before.changed.plus_millis(1));
        let begun = if before.text.is_empty() {
            changed
        } else {
            before.begun
        };
        let body = if text.is_empty() {
            String::new()
        } else {
            let body = Body {
                text: text.to_owned(),
                by: by.0,
                sent: (by.1 != text).then(|| by.1.to_owned()),
            };
            let sealed = self
                .key()?
                .seal(&place(self.account, name), &json(&body)?)?;
            json(&sealed)?
        };
        let row = DraftRow {
            begun,
            changed,
            body,
        };
        self.tx.put_draft(self.account, name, &row)?;
        let kept = Kept {
            begun,
            changed,
            text: text.to_owned(),
            by: Some((by.0, by.1.to_owned())),
        };
        self.drafts.insert(name.to_owned(), kept);
        Ok(changed)
    }

    fn key(&mut self) -> Result<PersonKey, StoreError> {
        if self.key.is_none() {
            self.key = Some(self.tx.person_key(&self.person)?);
        }
        self.key
            .clone()
            .ok_or_else(|| StoreError::Corrupt("a person without a key".into()))
    }
}

/// Where a draft stands: its text opens nowhere else.
fn place(account: &str, name: &str) -> String {
    ["draft", account, name].join("/")
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt("draft", error))
}

fn body(key: &PersonKey, account: &str, name: &str, body: &str) -> Option<Body> {
    let sealed: Sealed = serde_json::from_str(body).ok()?;
    serde_json::from_str(&key.open(&place(account, name), &sealed)?).ok()
}

/// Whether an account's draft of that name opens under `key`.
pub(crate) fn opens(key: &PersonKey, account: &str, name: &str, text: &str) -> bool {
    body(key, account, name, text).is_some()
}
