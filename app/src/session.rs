//! The account with which this device works, per platform. It is remembered
//! without a network; whether its session still lives only the server knows.

use domain::map::SortedMap;
use std::cell::RefCell;
use std::pin::Pin;

use crate::signals::*;
use domain::actor::{Actor, Role};
use domain::from_json_struct;
use domain::json;
use domain::profile::PlatformId;
use domain::protocol::{Problem, ProblemCode};
use domain::record_id::RecordId;
use domain::sentence::Sentence;
use domain::timestamp::Timestamp;
use serde::Serialize;

use crate::local_store::at_rest::Password;
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
    match call("/v1/session", &json::write(&asked), &Credential::None).await {
        Err(CallFault::Offline) if workspace::has_locked(&platform) => {
            open_here(platform, login_name, password).await
        }
        answered => {
            let account: Account = answered?;
            enter(account.clone(), password).await;
            Ok(account)
        }
    }
}

type Entering<T> = Pin<Box<dyn Future<Output = T>>>;

/// Goes on with `account`: what this device keeps for it opens with the password.
fn enter(account: Account, password: String) -> Entering<()> {
    // Boxed, so that it is in the program once.
    Box::pin(async move {
        // Where it has another password that is said when it is opened, and where the
        // store cannot be reached, that is.
        workspace::unlock(&account, &password, Password::Present)
            .await
            .ok();
        let platform = account.platform.clone();
        remember(&platform, Some(account));
        workspace::reopen(&platform);
    })
}

/// Opens without a network what this device has locked.
fn open_here(
    platform: PlatformId,
    login_name: String,
    password: String,
) -> Entering<Result<Account, CallFault>> {
    Box::pin(async move {
        let found = workspace::open_locked(&platform, &login_name, &password).await;
        let account = found.ok_or_else(opens_nothing)?;
        remember(&platform, Some(account.clone()));
        workspace::reopen(&platform);
        Ok(account)
    })
}

/// What is said of a password that opens nothing here, where nobody else can be asked.
fn opens_nothing() -> CallFault {
    let sentence = Sentence::new(
        "现在没有网络。用这个登录名和密码，打不开本机锁住的内容。",
        "There is no network, and this login name and password do not open what is locked on this device.",
    );
    CallFault::Problem(Problem {
        status: 401,
        code: ProblemCode::WrongCredentials,
        sentence,
        field: None,
    })
}

/// Goes on with a session that the page itself began; `account` is the server's
/// answer.
pub async fn began(platform: &PlatformId, account: &str, password: String) {
    let account: Option<Account> = json::read(account);
    // It is asked for twice while the program begins.
    if let Some(account) = account.filter(|new| account_untracked(platform).as_ref() != Some(new)) {
        enter(account, password).await;
    }
}

/// 退出 — signs out. With `keep_data`, what this device holds stays for the
/// next time, under the person's password; otherwise it is removed, and unsent work with it.
///
/// # Errors
/// What is kept could not be locked: nobody has signed out.
pub async fn sign_out(platform: PlatformId, keep_data: bool) -> Result<(), Sentence> {
    if keep_data {
        if let Some(account) = account_untracked(&platform) {
            workspace::lock(&platform, &account.account).await?;
        }
    } else {
        workspace::destroy(&platform).await;
        data_use::forget().await;
    }
    remember(&platform, None);
    workspace::reopen(&platform);
    // This device has signed out even if the server could not be told.
    let told: Result<(), _> = call("/v1/session/end", "{}", &Credential::None).await;
    told.ok();
    Ok(())
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
pub async fn change_password(current: String, new: String) -> Result<(), CallFault> {
    let asked = ChangePassword {
        current: &current,
        new: &new,
    };
    let account: Account = call("/v1/password", &json::write(&asked), &Credential::None).await?;
    enter(account, new).await;
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
