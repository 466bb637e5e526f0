//! The demonstration accounts, for whoever starts the server to try.

use domain::identifiers::LoginName;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;

use crate::accounts::common;
use crate::store::{StoreError, Transaction};
use crate::sync::Profiles;

/// The login name of each platform's reviewer.
pub(super) const REVIEWER: &str = "centre.reviewer";
/// The login name of each platform's approved unit.
pub(super) const UNIT_ADMIN: &str = "demo.supplier";
/// The login name of the account from a sheet.
pub(super) const IMPORTED: &str = "demo.imported";
/// Its password, which breaks the rules.
pub(super) const IMPORTED_PASSWORD: &str = "12345678";

/// Passwords to be had: the first that keeps a platform's policy is used.
const PASSWORDS: [&str; 2] = ["yc8k2m6q", "Yc8-k2m6q-Xw3"];

/// 演示账号 — one account to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// The platform's name.
    pub platform: Sentence,
    /// The platform's id.
    pub platform_id: String,
    /// Who it is.
    pub who: Sentence,
    /// What to sign in with.
    pub login_name: &'static str,
    /// The password that it began with.
    pub password: &'static str,
}

/// The password of a demonstration account of this platform.
pub(super) fn password(profile: &PlatformProfile, login_name: &str) -> Option<&'static str> {
    PASSWORDS.into_iter().find(|password| {
        profile
            .password
            .accepts(password, login_name, common(password))
    })
}

/// The demonstration accounts that this database has.
///
/// # Errors
/// The store failed.
pub fn accounts(db: &Transaction<'_>, profiles: &Profiles) -> Result<Vec<DemoAccount>, StoreError> {
    let mut found = vec![];
    for profile in profiles.values() {
        let kinds = [
            (
                REVIEWER,
                Sentence::new("中心审核人员", "reviewer of the centre"),
                password(profile, REVIEWER),
            ),
            (
                UNIT_ADMIN,
                Sentence::new("已通过注册的企业", "approved supplier"),
                password(profile, UNIT_ADMIN),
            ),
            (
                IMPORTED,
                Sentence::new("导入账号，须先改密码", "imported, must change its password"),
                Some(IMPORTED_PASSWORD),
            ),
        ];
        for (login_name, who, password) in kinds {
            let Some(password) = password else { continue };
            let Ok(name) = LoginName::parse(login_name) else {
                continue;
            };
            if db.account_by_login_name(&profile.id, &name)?.is_some() {
                let (platform, platform_id) =
                    (profile.name.clone(), profile.id.as_str().to_owned());
                found.push(DemoAccount {
                    platform,
                    platform_id,
                    who,
                    login_name,
                    password,
                });
            }
        }
    }
    Ok(found)
}
