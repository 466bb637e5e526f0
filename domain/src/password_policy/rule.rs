//! One rule of a password policy: how it is judged and what it says.

use serde::{Deserialize, Serialize};

use crate::identifiers::text::half_width;
use crate::password_policy::{CommonPassword, Length, Verdict};
use crate::sentence::Sentence;

/// 密码规则项 — one line of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordRule {
    /// 长度 — so many characters.
    Length(Length),
    /// 含字母 — a letter a–z, A–Z.
    Letter,
    /// 含数字 — a digit.
    Digit,
    /// 含大写字母 — a capital.
    Upper,
    /// 含小写字母 — a small letter.
    Lower,
    /// 含符号 — something that is neither letter nor digit.
    Symbol,
    /// 无连续或相同字符 — no more than `longest` identical or consecutive
    /// characters in a row.
    Run {
        /// 最长 — how many may stand in a row.
        longest: u8,
    },
    /// 不含登录名 — neither containing the login name nor being a part of it.
    NotLoginName,
    /// 非常见密码 — not in the list of common passwords.
    NotCommon,
}

impl PasswordRule {
    /// 判断 — how `password` stands to this rule.
    #[must_use]
    pub fn verdict(self, password: &str, login_name: &str, common: CommonPassword) -> Verdict {
        let has = |wanted: fn(char) -> bool| password.chars().any(wanted);
        let met = match self {
            Self::Length(length) => length.admits(password.chars().count()),
            Self::Letter => has(|c| c.is_ascii_alphabetic()),
            Self::Digit => has(|c| c.is_ascii_digit()),
            Self::Upper => has(|c| c.is_ascii_uppercase()),
            Self::Lower => has(|c| c.is_ascii_lowercase()),
            Self::Symbol => has(|c| !c.is_ascii_alphanumeric()),
            Self::Run { longest } => longest == 0 || longest_run(password) <= usize::from(longest),
            Self::NotLoginName if login_name.is_empty() => return Verdict::Unknown,
            Self::NotLoginName => !shares_login_name(password, login_name),
            Self::NotCommon => match common {
                CommonPassword::Unknown => return Verdict::Unknown,
                CommonPassword::No => true,
                CommonPassword::Yes => false,
            },
        };
        if met { Verdict::Met } else { Verdict::Unmet }
    }

    /// 说明 — the rule as the checklist has it.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Length(Length::Exactly(n)) => Sentence::new(
                format!("恰好 {n} 个字符"),
                format!("Exactly {n} characters"),
            ),
            Self::Length(Length::Between { min, max }) => Sentence::new(
                format!("{min} 至 {max} 个字符"),
                format!("{min} to {max} characters"),
            ),
            Self::Letter => Sentence::new("至少一个字母", "At least one letter"),
            Self::Digit => Sentence::new("至少一个数字", "At least one digit"),
            Self::Upper => Sentence::new("至少一个大写字母", "At least one capital letter"),
            Self::Lower => Sentence::new("至少一个小写字母", "At least one small letter"),
            Self::Symbol => Sentence::new(
                "至少一个符号（字母和数字以外的字符）",
                "At least one symbol (neither letter nor digit)",
            ),
            Self::Run { longest } => {
                let refused = u32::from(longest) + 1;
                Sentence::new(
                    format!("没有 {refused} 个或更多相同或连续的字符（如 aaa、123、cba）"),
                    format!(
                        "No {refused} or more identical or consecutive characters in a row (such as aaa, 123, cba)"
                    ),
                )
            }
            Self::NotLoginName => Sentence::new(
                "不含登录名，也不是登录名的一部分",
                "Doesn't contain the login name and is no part of it",
            ),
            Self::NotCommon => Sentence::new("不是常见密码", "Not a common password"),
        }
    }
}

impl Length {
    /// Whether a password may have `count` characters.
    #[must_use]
    pub fn admits(self, count: usize) -> bool {
        match self {
            Self::Exactly(n) => count == usize::from(n),
            Self::Between { min, max } => (usize::from(min)..=usize::from(max)).contains(&count),
        }
    }
}

/// The length of the longest run of identical, ascending or descending
/// characters. Letters are compared without case and full-width characters as
/// half-width ones; only letters among themselves and digits among themselves
/// are consecutive, and nothing wraps: 9 is not followed by 0, nor z by a.
fn longest_run(password: &str) -> usize {
    let mut longest = 0;
    let (mut previous, mut step, mut run) = (None, None, 0);
    for c in password.chars().map(|c| half_width(c).to_ascii_lowercase()) {
        let this_step = previous.and_then(|p| step_between(p, c));
        run = match this_step {
            None => 1,
            Some(_) if this_step == step => run + 1,
            Some(_) => 2,
        };
        (previous, step) = (Some(c), this_step);
        longest = longest.max(run);
    }
    longest
}

/// 0 for the same character, 1 or -1 for neighbours, none for strangers.
fn step_between(a: char, b: char) -> Option<i32> {
    let alike = (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
        || (a.is_ascii_digit() && b.is_ascii_digit());
    match u32::from(b).cast_signed() - u32::from(a).cast_signed() {
        0 => Some(0),
        step @ (-1 | 1) if alike => Some(step),
        _ => None,
    }
}

/// Whether `password` contains the login name or, at four characters or more,
/// is a part of it; without regard to case.
fn shares_login_name(password: &str, login_name: &str) -> bool {
    let (password, login_name) = (
        password.to_ascii_lowercase(),
        login_name.to_ascii_lowercase(),
    );
    password.contains(&login_name)
        || (password.chars().count() >= 4 && login_name.contains(&password))
}
