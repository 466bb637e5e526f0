//! 密码规则: a platform's password policy as data, checked rule by rule, so that
//! a checklist ticks off as one types (guizhou.md G5).
//!
//! Characters are Unicode scalar values, counted as typed: a password is never
//! trimmed, folded or otherwise normalised.

use serde::{Deserialize, Serialize};

mod rule;

pub use rule::PasswordRule;

/// 密码长度 — how many characters a password has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Length {
    /// 恰好 — exactly so many.
    Exactly(u8),
    /// 范围 — at least `min`, at most `max`.
    Between {
        /// 至少 — the fewest.
        min: u8,
        /// 至多 — the most.
        max: u8,
    },
}

/// 密码规则 — what a platform asks of passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordPolicy {
    /// 长度 — how many characters.
    pub length: Length,
    /// 须含字母 — at least one letter a–z, A–Z.
    pub require_letter: bool,
    /// 须含数字 — at least one digit 0–9.
    pub require_digit: bool,
    /// 须含大写字母 — at least one capital A–Z.
    #[serde(default)]
    pub require_upper: bool,
    /// 须含小写字母 — at least one small letter a–z.
    #[serde(default)]
    pub require_lower: bool,
    /// 须含符号 — at least one character that is neither a–z, A–Z nor 0–9.
    #[serde(default)]
    pub require_symbol: bool,
    /// 最长连续 — how many identical or consecutive characters may stand in a
    /// row (Guizhou: 2); 0 for any number.
    pub longest_run: u8,
    /// 不得含登录名 — whether the login name is refused in it.
    pub forbid_login_name: bool,
    /// 不得为常见密码 — whether common passwords are refused.
    pub forbid_common: bool,
}

/// 是否常见密码 — what is known of a password's being common: the list is on
/// the server alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommonPassword {
    /// 未知 — not looked up.
    #[default]
    Unknown,
    /// 否 — not in the list.
    No,
    /// 是 — in the list.
    Yes,
}

/// 判断 — how a password stands to one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 已满足 — kept.
    Met,
    /// 未满足 — broken.
    Unmet,
    /// 未知 — can't be said here: the server will.
    Unknown,
}

/// 规则判断 — one rule and how the password stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCheck {
    /// 规则 — the rule.
    pub rule: PasswordRule,
    /// 判断 — met, unmet or unknown.
    pub verdict: Verdict,
}

impl PasswordPolicy {
    /// 逐条检查 — every rule of this policy, in the order of a checklist, with
    /// how `password` stands to it. An empty `login_name` is one not yet known.
    #[must_use]
    pub fn check(
        &self,
        password: &str,
        login_name: &str,
        common: CommonPassword,
    ) -> Vec<RuleCheck> {
        let rules = [
            (true, PasswordRule::Length(self.length)),
            (self.require_letter, PasswordRule::Letter),
            (self.require_digit, PasswordRule::Digit),
            (self.require_upper, PasswordRule::Upper),
            (self.require_lower, PasswordRule::Lower),
            (self.require_symbol, PasswordRule::Symbol),
            (
                self.longest_run > 0,
                PasswordRule::Run {
                    longest: self.longest_run,
                },
            ),
            (self.forbid_login_name, PasswordRule::NotLoginName),
            (self.forbid_common, PasswordRule::NotCommon),
        ];
        rules
            .into_iter()
            .filter(|(asked, _)| *asked)
            .map(|(_, rule)| RuleCheck {
                rule,
                verdict: rule.verdict(password, login_name, common),
            })
            .collect()
    }

    /// 未满足的规则 — the rules that `password` breaks, all at once.
    #[must_use]
    pub fn unmet(
        &self,
        password: &str,
        login_name: &str,
        common: CommonPassword,
    ) -> Vec<PasswordRule> {
        self.check(password, login_name, common)
            .into_iter()
            .filter(|check| check.verdict == Verdict::Unmet)
            .map(|check| check.rule)
            .collect()
    }

    /// 是否合格 — whether every rule is known to be kept: what the server asks
    /// before it takes a password.
    #[must_use]
    pub fn accepts(&self, password: &str, login_name: &str, common: CommonPassword) -> bool {
        self.check(password, login_name, common)
            .iter()
            .all(|c| c.verdict == Verdict::Met)
    }
}
