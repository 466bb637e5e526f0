//! 联系方式: whom a person can ask (hunan.md H8, hebei.md E10), offline too.

use serde::{Deserialize, Serialize};

use crate::sentence::Sentence;

/// 联系方式 — one way to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// 名目 — what it is for.
    pub label: Sentence,
    /// 内容 — the number, the address, the hours, or where to ask in words.
    pub value: Sentence,
    /// 种类 — how it is reached.
    pub kind: ContactKind,
}

/// 联系方式种类 — how a contact is reached, and so what it links to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// 电话 — a telephone number.
    Phone,
    /// 邮箱 — an e-mail address.
    Email,
    /// 地址 — a place to go to.
    Address,
    /// 时间 — working hours.
    Hours,
    /// 网址 — an address on the web.
    Web,
    /// 服务台 — where to ask, in words; links to nothing.
    Desk,
}
