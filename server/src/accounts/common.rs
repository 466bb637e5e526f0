//! Common passwords: the list that only the server has.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::password_policy::CommonPassword;

static LIST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../common_passwords.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// 是否常见密码 — whether the list has `password`, in capitals or small letters.
#[must_use]
pub fn common(password: &str) -> CommonPassword {
    if LIST.contains(password.to_lowercase().as_str()) {
        CommonPassword::Yes
    } else {
        CommonPassword::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_knows_passwords_however_they_are_capitalised() {
        assert_eq!(LIST.len(), 10_000);
        for password in ["123456", "trustno1", "TrustNo1", "PASSWORD"] {
            assert_eq!(common(password), CommonPassword::Yes, "{password}");
        }
        for password in ["", "trustno1 ", "kf7m2xq9", "# Licence: MIT."] {
            assert_eq!(common(password), CommonPassword::No, "{password}");
        }
    }
}
