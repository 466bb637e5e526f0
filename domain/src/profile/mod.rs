//! 平台档案: a province's platform as data: who registers how, who reviews,
//! which passwords, which modules, whom to ask. A further province needs no code.

mod contacts;
mod fault;
mod modules;
mod platform_id;
mod registration;
#[cfg(feature = "toml")]
mod shipped;
mod validate;

use serde::{Deserialize, Serialize};

pub use contacts::{Contact, ContactKind};
pub use fault::ProfileFault;
pub use modules::{Module, ModuleState, ModuleSwitch, Switched};
pub use platform_id::{PlatformId, PlatformIdFault};
pub use registration::{OrganisationKind, RegistrationAccess, RegistrationPath, RegistrationRule};

use crate::password_policy::PasswordPolicy;
use crate::sentence::Sentence;
#[cfg(feature = "toml")]
pub use shipped::shipped;

/// 平台档案 — everything that one platform's notices settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformProfile {
    /// 平台标识 — which platform, `guizhou`.
    pub id: PlatformId,
    /// 版本 — counts up from 1 with each change of the profile.
    pub version: u32,
    /// 平台名称 — what the platform is called.
    pub name: Sentence,
    /// 地区 — where it is.
    pub region: Sentence,
    /// 简介 — in a sentence, what is particular about it.
    pub intro: Sentence,
    /// 授权期限（天）— for how many days a device may work offline before it
    /// must be in contact again.
    pub access_lease_days: u16,
    /// 密码规则 — what it asks of passwords.
    pub password: PasswordPolicy,
    /// 审核时限 — within how many working days reviews are promised.
    pub review: ReviewTerms,
    /// 注册规则 — how each kind of organisation gets its account, one each.
    pub registration: Vec<RegistrationRule>,
    /// 模块开关 — what is not simply on.
    #[serde(default)]
    pub modules: Vec<ModuleSwitch>,
    /// 联系方式 — whom to ask; readable offline.
    pub contacts: Vec<Contact>,
}

/// 审核时限 — within how many working days a review is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewTerms {
    /// 注册审核（工作日）— for a registration.
    pub registration_working_days: u8,
    /// 挂网审核（工作日）— for a listing.
    pub listing_working_days: u8,
}
