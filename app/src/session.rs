//! The account with which this device works, per platform. It is remembered
//! without a network; whether its session still lives only the server knows.

use domain::map::SortedMap;
use std::cell::RefCell;

use crate::signals::*;
use domain::actor::{Actor, Role};
use domain::from_json_struct;
use domain::json;
use domain::profile::PlatformId;
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;
use serde::Serialize;

use crate::net::{CallFault, Credential, call};
use crate::{data_use, device, workspace};

/// 账号 — who has signed in, as the server said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The account.
    pub account: String,
    /// Its platform.
    pub platform: PlatformId,
    /// The name to sign in with.
    pub login_name: String,
    /// The person's name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The unit for which it acts; none for the centre's staff.
    pub unit: Option<RecordId>,
    /// That unit's name.
    pub unit_name: Option<String>,
    /// Whether nothing goes before a new password is set (row G5).
    pub must_change_password: bool,
    /// Until when this device may show the unit's records without contact.
    pub lease_until: Timestamp,
}

from_json_struct!(Account {
    account,
    platform,
    login_name,
    name,
    role,
    unit,
    unit_name,
    must_change_password,
    lease_until,
});

impl Account {
    /// As whom it acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Member {
            account: self.account.clone(),
            name: self.name.clone(),
            unit: self.unit,
            role: self.role,
        }
    }
}

thread_local! {
    static ACCOUNTS: RefCell<SortedMap<PlatformId, ArcRwSignal<Option<Account>>>> = const { RefCell::new(SortedMap::new()) };
}

fn key(platform: &PlatformId) -> String {
    ["account.", platform.as_str()].concat()
}

fn signal(platform: &PlatformId) -> ArcRwSignal<Option<Account>> {
    ACCOUNTS.with(|accounts| {
        let mut accounts = accounts.borrow_mut();
        let remembered = || device::read(&key(platform)).and_then(|text| json::read(&text));
        accounts
            .get_or_insert_with(platform.clone(), || ArcRwSignal::new(remembered()))
            .clone()
    })
}

/// The account with which this device works on `platform`; reactive.
#[must_use]
pub fn account(platform: &PlatformId) -> Option<Account> {
    signal(platform).get()
}

/// The same, without following it.
#[must_use]
pub fn account_untracked(platform: &PlatformId) -> Option<Account> {
    signal(platform).get_untracked()
}

/// Another tab may have signed in or out.
pub fn recalled() {
    let known: Vec<_> = ACCOUNTS.with(|accounts| accounts.borrow().keys().cloned().collect());
    for platform in known {
        let account = device::read(&key(&platform)).and_then(|text| json::read(&text));
        if account != account_untracked(&platform) {
            signal(&platform).set(account);
            workspace::reopen(&platform);
        }
    }
}

fn remember(platform: &PlatformId, account: Option<Account>) {
    let text = account.as_ref().map(json::write);
    device::write(&key(platform), text.as_deref());
    signal(platform).set(account);
}

#[derive(Serialize)]
struct SignIn<'a> {
    platform: &'a PlatformId,
    login_name: &'a str,
    password: &'a str,
}

/// 登录 — signs in. The password goes to the server and nowhere else.
///
/// # Errors
/// Why it did not come to it.
pub async fn sign_in(
    platform: PlatformId,
    login_name: String,
    password: String,
) -> Result<Account, CallFault> {
    let asked = SignIn {
        platform: &platform,
        login_name: &login_name,
        password: &password,
    };
    let account: Account = call("/v1/session", &json::write(&asked), &Credential::None).await?;
    remember(&platform, Some(account.clone()));
    workspace::reopen(&platform);
    Ok(account)
}

/// Goes on with a session that the page itself began; `account` is the server's
/// answer.
pub fn began(platform: &PlatformId, account: &str) {
    if let Some(account) = json::read(account) {
        remember(platform, Some(account));
    }
}

/// 退出 — signs out. With `keep_data`, what this device holds stays for the
/// next time; otherwise it is removed, and unsent work with it.
///
/// # Errors
/// Why the server could not be told; this device has signed out all the same.
pub async fn sign_out(platform: PlatformId, keep_data: bool) -> Result<(), CallFault> {
    if !keep_data {
        workspace::destroy(&platform).await;
        data_use::forget().await;
    }
    remember(&platform, None);
    workspace::reopen(&platform);
    call("/v1/session/end", "{}", &Credential::None).await
}

#[derive(Serialize)]
struct ChangePassword<'a> {
    current: &'a str,
    new: &'a str,
}

/// 修改密码 — sets a new password; every other session of the account ends.
///
/// # Errors
/// Why it was not changed.
pub async fn change_password(
    platform: PlatformId,
    current: String,
    new: String,
) -> Result<(), CallFault> {
    let asked = ChangePassword {
        current: &current,
        new: &new,
    };
    let account: Account = call("/v1/password", &json::write(&asked), &Credential::None).await?;
    remember(&platform, Some(account));
    workspace::reopen(&platform);
    Ok(())
}

#[derive(Serialize)]
struct Activation<'a> {
    platform: &'a PlatformId,
    registration: RecordId,
    password: &'a str,
}

struct Activated {
    login_name: String,
}

from_json_struct!(Activated { login_name });

/// 激活账号 — sets the first password of an approved registration, whose intake
/// `secret` opens, and signs in with it.
///
/// # Errors
/// Why it did not come to it.
pub async fn activate(
    platform: PlatformId,
    secret: String,
    registration: RecordId,
    password: String,
) -> Result<Account, CallFault> {
    let asked = Activation {
        platform: &platform,
        registration,
        password: &password,
    };
    let credential = Credential::Intake {
        platform: platform.as_str().to_owned(),
        secret,
    };
    let activated: Activated = call("/v1/activation", &json::write(&asked), &credential).await?;
    sign_in(platform, activated.login_name, password).await
}
