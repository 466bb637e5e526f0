//! Who acts, and what each role may do.

use serde::{Deserialize, Serialize};

use crate::profile::PlatformId;
use crate::record_id::RecordId;
use crate::sentence::Sentence;
use crate::space::{Area, IntakeId, Space};

/// 角色 — what a person is to a unit or to the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 单位管理账号 — runs the unit's account.
    UnitAdmin,
    /// 经办人 — does the unit's work.
    Operator,
    /// 交易中心审核人员 — decides what units apply for.
    Reviewer,
}

impl Role {
    /// Every role, for tables of permissions.
    pub const ALL: [Self; 3] = [Self::UnitAdmin, Self::Operator, Self::Reviewer];

    /// The role's name.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self {
            Self::UnitAdmin => Sentence::new("单位管理账号", "unit administrator"),
            Self::Operator => Sentence::new("经办人", "operator"),
            Self::Reviewer => Sentence::new("交易中心审核人员", "reviewer of the centre"),
        }
    }
}

/// 操作人 — who gives a command. The server says who it is; a client's word
/// counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// 申请人 — somebody without an account who holds an intake's secret.
    Applicant {
        /// The intake space that the secret opens.
        intake: IntakeId,
    },
    /// 账号 — a signed-in account.
    Member {
        /// The account.
        account: String,
        /// The person's name, for the history.
        name: String,
        /// The unit for which the account acts; none for the centre's staff.
        unit: Option<RecordId>,
        /// The account's role.
        role: Role,
    },
}

/// 权限 — one thing that may be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// 注册 — apply for registration of an organisation.
    Register,
    /// 挂网申报 — file listings for the unit.
    FileListing,
    /// 审核 — decide applications.
    Review,
}

impl Permission {
    /// Every permission, for tables.
    pub const ALL: [Self; 3] = [Self::Register, Self::FileListing, Self::Review];

    /// What is not allowed, as words to end a sentence with.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self {
            Self::Register => Sentence::new("申请单位注册", "apply for registration"),
            Self::FileListing => Sentence::new("申报挂网产品", "file listings"),
            Self::Review => Sentence::new("审核申请", "decide applications"),
        }
    }
}

impl Actor {
    /// The unit for which this actor acts, if any.
    #[must_use]
    pub fn unit(&self) -> Option<RecordId> {
        match self {
            Self::Applicant { .. } => None,
            Self::Member { unit, .. } => *unit,
        }
    }

    /// Whether the actor may do what `permission` names. The server's
    /// knowledge of roles and the browser's are this one table.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        match self {
            Self::Applicant { .. } => permission == Permission::Register,
            Self::Member { role, unit, .. } => match permission {
                Permission::Register => false,
                Permission::FileListing => {
                    matches!(role, Role::UnitAdmin | Role::Operator) && unit.is_some()
                }
                Permission::Review => *role == Role::Reviewer,
            },
        }
    }

    /// Every space whose records this actor sees.
    #[must_use]
    pub fn spaces(&self, platform: &PlatformId) -> Vec<Space> {
        let areas = match self {
            Self::Applicant { intake } => vec![Area::Intake(intake.clone())],
            Self::Member {
                role: Role::Reviewer,
                ..
            } => vec![Area::Review],
            Self::Member {
                unit: Some(unit), ..
            } => vec![Area::Account(*unit), Area::Listings(*unit)],
            Self::Member { unit: None, .. } => vec![],
        };
        areas
            .into_iter()
            .map(|area| Space::new(platform, area))
            .collect()
    }

    /// How the history names this actor.
    #[must_use]
    pub fn display_name(&self) -> String {
        match self {
            Self::Applicant { .. } => "申请人".to_owned(),
            Self::Member { name, .. } => name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client_id::ClientId;

    fn member(role: Role, unit: bool) -> Actor {
        let unit = unit.then(|| RecordId::of_command(ClientId::from_random([1; 10]), 1));
        Actor::Member {
            account: "a".into(),
            name: "n".into(),
            unit,
            role,
        }
    }

    #[test]
    fn each_role_may_do_its_own_work_and_no_other() {
        use Permission::{FileListing, Register, Review};
        let applicant = Actor::Applicant {
            intake: IntakeId::of_secret("s"),
        };
        let table = [
            (applicant, vec![Register]),
            (member(Role::UnitAdmin, true), vec![FileListing]),
            (member(Role::Operator, true), vec![FileListing]),
            (member(Role::Operator, false), vec![]),
            (member(Role::Reviewer, false), vec![Review]),
        ];
        for (actor, allowed) in table {
            for permission in Permission::ALL {
                assert_eq!(
                    actor.may(permission),
                    allowed.contains(&permission),
                    "{actor:?} {permission:?}"
                );
            }
        }
    }

    #[test]
    fn a_unit_sees_its_own_spaces_and_never_the_review_space() {
        let Ok(platform) = PlatformId::parse("hunan") else {
            panic!("a platform id")
        };
        let spaces = member(Role::Operator, true).spaces(&platform);
        assert_eq!(spaces.len(), 2);
        assert!(spaces.iter().all(|space| space.area != Area::Review));
        assert_eq!(
            member(Role::Reviewer, false).spaces(&platform)[0].area,
            Area::Review
        );
    }
}
