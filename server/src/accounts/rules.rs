//! The platform's password rules, asked with everything that only the server
//! knows. The rules themselves are in `domain`.

use domain::identifiers::LoginName;
use domain::profile::PlatformProfile;

use super::{MAX_PASSWORD, common};
use crate::http::problem::{self, Answer};

/// 密码检查 — takes a new password, or names every rule that it breaks.
///
/// # Errors
/// The rules that are not met, all at once.
pub fn check(profile: &PlatformProfile, login_name: &LoginName, password: &str) -> Answer<()> {
    let policy = &profile.password;
    let unmet = policy.unmet(password, login_name.as_str(), common(password));
    if !unmet.is_empty() {
        return Err(problem::password_refused(unmet));
    }
    if password.chars().count() > MAX_PASSWORD {
        return Err(problem::password_too_long(MAX_PASSWORD));
    }
    Ok(())
}
