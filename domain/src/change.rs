//! What a decision changes. The store carries it out in one transaction.

use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::record_id::RecordId;

/// 唯一性 — what may exist once on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// 统一社会信用代码
    CreditCode,
    /// 登录名
    LoginName,
}

impl ClaimKind {
    /// The kind's name, for the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CreditCode => "credit_code",
            Self::LoginName => "login_name",
        }
    }
}

/// 占用 — one value of which there may be one on a platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// What kind of value.
    pub kind: ClaimKind,
    /// The value in its one spelling.
    pub value: String,
}

/// 占用情况 — who holds a claim. Only the server knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holder {
    /// Asked in a browser: nobody can say.
    #[default]
    Unknown,
    /// Nobody holds it.
    Nobody,
    /// This record holds it.
    Record(RecordId),
}

/// 变更 — one effect of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Write the record; its version goes up by one.
    Put {
        /// Its name.
        id: RecordId,
        /// All of it.
        record: Box<Record>,
    },
    /// Take a value for a record.
    Take {
        /// The value.
        claim: Claim,
        /// Who holds it from now on.
        holder: RecordId,
    },
    /// Give a value free, if this record holds it.
    Release {
        /// The value.
        claim: Claim,
        /// Who held it.
        holder: RecordId,
    },
}

impl Change {
    /// Write `record` under `id`.
    #[must_use]
    pub fn put(id: RecordId, record: Record) -> Self {
        Self::Put {
            id,
            record: Box::new(record),
        }
    }
}
