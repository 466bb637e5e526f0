//! Reading the sheet: cells become types, or reasons why not.

use std::collections::BTreeMap;
use std::io::Read;

use domain::actor::Role;
use domain::identifiers::{LoginName, PersonName, UnifiedSocialCreditCode};
use domain::profile::{PlatformId, PlatformProfile};
use domain::sentence::Sentence;
use serde::Deserialize;

use crate::accounts::{MAX_PASSWORD, common};

/// A row as it stands in the sheet, under English or Chinese headings.
#[derive(Deserialize)]
struct Cells {
    #[serde(alias = "平台")]
    platform: String,
    #[serde(alias = "登录名")]
    login_name: String,
    #[serde(alias = "姓名")]
    name: String,
    #[serde(alias = "统一社会信用代码")]
    credit_code: String,
    #[serde(default, alias = "角色")]
    role: String,
    #[serde(alias = "密码")]
    password: String,
}

/// 导入行 — a row that has been understood.
pub struct ImportRow {
    pub(super) platform: PlatformId,
    pub(super) login_name: LoginName,
    pub(super) name: PersonName,
    pub(super) credit_code: UnifiedSocialCreditCode,
    pub(super) role: Role,
    /// The password, to be hashed; kept exactly as it stands in the cell.
    pub password: String,
    /// Whether the password breaks the platform's policy: it may be used once,
    /// to set a better one.
    pub must_change: bool,
}

/// Reads a sheet: each row with its line, understood or with every reason why not.
pub fn read(
    sheet: impl Read,
    profiles: &BTreeMap<PlatformId, PlatformProfile>,
) -> impl Iterator<Item = (u64, Result<ImportRow, Vec<Sentence>>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(sheet);
    // Spreadsheets begin UTF-8 files with a mark that is no part of the heading.
    let headings = reader.headers().cloned().map(|headings| {
        headings
            .iter()
            .map(|heading| heading.trim_start_matches('\u{feff}').trim())
            .collect::<csv::StringRecord>()
    });
    let mut line = 1;
    reader.into_records().map(move |record| {
        let position = match &record {
            Ok(record) => record.position().map(csv::Position::line),
            Err(error) => error.position().map(csv::Position::line),
        };
        line = position.unwrap_or(line + 1);
        let unreadable = |error: csv::Error| {
            vec![Sentence::new(
                format!("这一行无法读取：{error}"),
                format!("the row can't be read: {error}"),
            )]
        };
        let row = headings
            .as_ref()
            .map_err(|error| {
                vec![Sentence::new(
                    format!("表头无法读取：{error}"),
                    format!("no headings: {error}"),
                )]
            })
            .and_then(|headings| {
                record
                    .and_then(|record| record.deserialize::<Cells>(Some(headings)))
                    .map_err(unreadable)
            })
            .and_then(|cells| understand(cells, profiles));
        (line, row)
    })
}

fn understand(
    cells: Cells,
    profiles: &BTreeMap<PlatformId, PlatformProfile>,
) -> Result<ImportRow, Vec<Sentence>> {
    let platform = PlatformId::parse(cells.platform.trim()).map_err(|fault| fault.sentence());
    let profile = platform.and_then(|id| {
        let unknown = || {
            Sentence::new(
                format!("没有平台“{id}”"),
                format!("there is no platform “{id}”"),
            )
        };
        profiles.get(&id).ok_or_else(unknown)
    });
    let login_name = LoginName::parse(&cells.login_name).map_err(|fault| fault.sentence());
    let name = PersonName::parse(&cells.name).map_err(|fault| fault.sentence());
    let credit_code =
        UnifiedSocialCreditCode::parse(&cells.credit_code).map_err(|fault| fault.sentence());
    let role = match cells.role.trim() {
        "" | "unit_admin" | "单位管理账号" => Ok(Role::UnitAdmin),
        "operator" | "经办人" => Ok(Role::Operator),
        other => Err(Sentence::new(
            format!("角色“{other}”不能导入，只能是 unit_admin 或 operator"),
            format!("the role “{other}” can't be imported, only unit_admin or operator"),
        )),
    };
    let password = match cells.password.chars().count() {
        0 => Err(Sentence::new("没有密码", "there is no password")),
        count if count > MAX_PASSWORD => Err(Sentence::new(
            format!("密码超过 {MAX_PASSWORD} 个字符"),
            format!("the password has more than {MAX_PASSWORD} characters"),
        )),
        _ => Ok(cells.password),
    };
    match (profile, login_name, name, credit_code, role, password) {
        (Ok(profile), Ok(login_name), Ok(name), Ok(credit_code), Ok(role), Ok(password)) => {
            let keeps = profile
                .password
                .accepts(&password, login_name.as_str(), common(&password));
            let platform = profile.id.clone();
            Ok(ImportRow {
                platform,
                login_name,
                name,
                credit_code,
                role,
                password,
                must_change: !keeps,
            })
        }
        (profile, login_name, name, credit_code, role, password) => Err([
            profile.err(),
            login_name.err(),
            name.err(),
            credit_code.err(),
            role.err(),
            password.err(),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}
