//! What can be wrong with a profile; read by whoever keeps one, so in English alone.

use super::OrganisationKind;

/// 档案的错误 — why a profile is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// 无法读取 — the file is not a profile; with what the reader said.
    Unreadable(String),
    /// 版本为零 — versions count from 1.
    VersionZero,
    /// 文字为空 — a text that people are shown is empty, in one language or both.
    EmptyText {
        /// Where.
        place: &'static str,
    },
    /// 密码长度无效 — no password could have such a length.
    PasswordLength,
    /// 连续上限无效 — a longest run of 1 would refuse nearly every password.
    PasswordRun,
    /// 审核时限无效 — a limit of no days.
    ReviewTerms,
    /// 授权期限无效 — a lease of no days.
    AccessLease,
    /// 注册规则不全 — a kind of organisation with no rule, or with several.
    RegistrationRules {
        /// Which kind.
        kind: OrganisationKind,
        /// How many rules it has.
        found: usize,
    },
    /// 重复开关 — two switches for the same thing from the same day.
    DuplicateSwitch,
    /// 无联系方式 — nobody to ask.
    NoContacts,
    /// 联系方式无效 — a telephone number without digits, or the like.
    Contact {
        /// What it says.
        value: String,
    },
}

impl std::fmt::Display for ProfileFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "the profile can't be read: {reason}"),
            Self::VersionZero => f.write_str("versions count from 1"),
            Self::EmptyText { place } => write!(f, "an empty text: {place}"),
            Self::PasswordLength => f.write_str("no password can have the asked length"),
            Self::PasswordRun => f.write_str("longest_run is 0 (any) or at least 2"),
            Self::ReviewTerms => f.write_str("a review takes at least one working day"),
            Self::AccessLease => f.write_str("access_lease_days is at least 1"),
            Self::RegistrationRules { kind, found } => {
                write!(
                    f,
                    "{}: {found} registration rules instead of one",
                    kind.label().en
                )
            }
            Self::DuplicateSwitch => f.write_str("two switches for the same thing and day"),
            Self::NoContacts => f.write_str("a profile names at least one contact"),
            Self::Contact { value } => write!(f, "not what its kind says: {value}"),
        }
    }
}

impl std::error::Error for ProfileFault {}
