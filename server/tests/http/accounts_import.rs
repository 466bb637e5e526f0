//! Accounts from a sheet and from the command line.

use domain::identifiers::{LoginName, PersonName};
use domain::password_policy::CommonPassword;
use domain::profile::PlatformId;
use domain::timestamp::Timestamp;
use server::accounts::import::{add, read};
use server::accounts::reviewer::{Made, initial_credential, initial_password, make};
use server::accounts::{Credential, common};
use server::store::Store;

use super::support::{BEGIN, World, profiles};

const NOW: Timestamp = Timestamp::from_millis(BEGIN);
const CODE: &str = "91000000MA0DEM001F";

fn seeded() -> (World, Store) {
    let world = World::new();
    let store = world.place.store();
    (world, store)
}

#[tokio::test]
async fn each_row_stands_for_itself_and_none_is_lost() {
    let (world, mut store) = seeded();
    let mut sheet = format!(
        "\u{feff}platform,login_name,name,credit_code,role,password\n\
         guizhou,good.one,王丽,{CODE},,kf7m2xq9\n\
         guizhou,x,9,nonsense,reviewer,\n\
         nowhere,good.two,王丽,{CODE},operator,abc\n\
         guizhou,good.one,王丽,{CODE},operator,kf7m2xq9\n\
         guizhou,good.three,王丽,91110000MA000029X0,operator,kf7m2xq9\n\
         guizhou,short\n\
         guizhou,old.weak,\"王\n丽\",{CODE},operator,\"a,b \"\n"
    )
    .into_bytes();
    sheet.extend(b"guizhou,\xff\xfe,x,x,x,x\n");
    sheet.extend(format!("guizhou,last.weak,张伟,{CODE},经办人,12345678\n").bytes());
    let profiles = profiles();
    let mut results = vec![];
    for (line, row) in read(sheet.as_slice(), &profiles) {
        let reasons = match row {
            Ok(row) => {
                let credential = Credential {
                    hash: server::accounts::hash_now(&row.password).unwrap(),
                    expires: None,
                };
                store
                    .write(|db| add(db, &row, &credential, NOW))
                    .unwrap()
                    .err()
                    .into_iter()
                    .collect()
            }
            Err(reasons) => reasons,
        };
        assert!(
            reasons
                .iter()
                .all(|reason| !reason.zh.is_empty() && !reason.en.is_empty())
        );
        results.push((line, reasons.len()));
    }
    let lines: Vec<u64> = results.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 10, 11], "{results:?}");
    let refused: Vec<bool> = results.iter().map(|(_, reasons)| *reasons > 0).collect();
    assert_eq!(
        refused,
        [false, true, true, true, true, true, true, true, false],
        "{results:?}"
    );
    assert_eq!(results[1].1, 5, "every reason at once");

    let good = world
        .try_sign_in("guizhou", "good.one", "kf7m2xq9")
        .await
        .json();
    assert_eq!(
        (good["must_change_password"].clone(), good["role"].clone()),
        (false.into(), "unit_admin".into())
    );
    let weak = world
        .try_sign_in("guizhou", "last.weak", "12345678")
        .await
        .json();
    assert_eq!(
        (weak["must_change_password"].clone(), weak["role"].clone()),
        (true.into(), "operator".into())
    );
}

#[test]
fn chinese_headings_are_understood_and_missing_ones_named() {
    let profiles = profiles();
    let sheet =
        format!("平台,登录名,姓名,统一社会信用代码,密码\nguizhou,good.one,王丽,{CODE},kf7m2xq9\n");
    assert!(read(sheet.as_bytes(), &profiles).all(|(_, row)| row.is_ok()));
    let sheet = format!("platform,login_name\nguizhou,good.one\nguizhou,{CODE}\n");
    assert_eq!(
        read(sheet.as_bytes(), &profiles)
            .filter(|(_, row)| row.is_err())
            .count(),
        2
    );
}

#[tokio::test]
async fn a_reviewers_initial_password_lasts_a_week_and_must_be_changed() {
    let (world, mut store) = seeded();
    let profiles = profiles();
    let profile = &profiles[&PlatformId::parse("guizhou").unwrap()];
    let login_name = LoginName::parse("second.reviewer").unwrap();
    let name = PersonName::parse("孙悦").unwrap();
    let mut renew = |password: &str| {
        let credential = initial_credential(password, NOW).unwrap();
        store
            .write(|db| make(db, profile, &login_name, &name, &credential, NOW))
            .unwrap()
    };
    let (first, second) = (
        initial_password(profile, &login_name).unwrap(),
        initial_password(profile, &login_name).unwrap(),
    );
    assert_ne!(first, second);
    assert_eq!(renew(&first), Made::New);
    assert_eq!(renew(&second), Made::Renewed);
    assert_eq!(
        world
            .try_sign_in("guizhou", "second.reviewer", &first)
            .await
            .code(),
        "wrong_credentials"
    );
    world.advance(60_000);
    let info = world
        .try_sign_in("guizhou", "second.reviewer", &second)
        .await
        .json();
    assert_eq!(
        (info["must_change_password"].clone(), info["role"].clone()),
        (true.into(), "reviewer".into())
    );
    assert_eq!(info["unit"], serde_json::Value::Null);
    world.advance(7 * 24 * super::support::HOUR);
    assert_eq!(
        world
            .try_sign_in("guizhou", "second.reviewer", &second)
            .await
            .code(),
        "wrong_credentials"
    );
    let taken = LoginName::parse("demo.supplier").unwrap();
    let credential = initial_credential(&first, NOW).unwrap();
    let made = store
        .write(|db| make(db, profile, &taken, &name, &credential, NOW))
        .unwrap();
    assert_eq!(made, Made::Taken);
}

#[test]
fn an_initial_password_keeps_every_shipped_policy() {
    let login_name = LoginName::parse("some.reviewer").unwrap();
    for profile in server::cli::profiles().values() {
        for _ in 0..50 {
            let password = initial_password(profile, &login_name).unwrap();
            assert_eq!(common(&password), CommonPassword::No);
            assert!(
                profile
                    .password
                    .accepts(&password, login_name.as_str(), CommonPassword::No),
                "{}",
                profile.id
            );
        }
    }
}
