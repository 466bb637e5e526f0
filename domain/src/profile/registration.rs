//! 注册: how each kind of organisation comes to its account.

use serde::{Deserialize, Serialize};

use super::{Module, ModuleState, PlatformProfile};
use crate::sentence::Sentence;
use crate::timestamp::Day;

/// 单位类型 — a kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// 医疗机构 — a hospital or another medical institution.
    MedicalInstitution,
    /// 社区卫生服务站 — a community health station and the like (beijing.md B5).
    CommunityHealthStation,
    /// 生产企业 — a manufacturer.
    Manufacturer,
    /// 代理企业 — an agent of a manufacturer.
    Agent,
    /// 配送企业 — a distributor.
    Distributor,
    /// 监管部门 — a regulator.
    Regulator,
    /// 交易中心 — the centre that runs the platform.
    Centre,
}

/// 注册途径 — the way to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationPath {
    /// 自助注册 — the organisation registers here by itself.
    SelfService,
    /// 上级申请 — its superior department applies in writing (guizhou.md G1).
    SuperiorApplication,
    /// 来函申请 — it applies by official letter (guizhou.md G2).
    OfficialLetter,
    /// 先在别处办理 — another body registers it first.
    ElsewhereFirst,
}

/// 注册规则 — how one kind of organisation registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationRule {
    /// 单位类型 — which kind.
    pub kind: OrganisationKind,
    /// 途径 — which way.
    pub path: RegistrationPath,
    /// 开放 — whether this way is open at all; a switch of the registration
    /// module may close it from a date on. Ask [`PlatformProfile::registration`].
    pub open: bool,
    /// 需审核 — whether the centre reviews it before the account works.
    pub review_required: bool,
    /// 说明 — the way in words, for whoever takes it or can't.
    pub explanation: Sentence,
}

/// 注册现状 — whether and how a kind of organisation can register today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrationAccess<'a> {
    /// 规则 — the rule for its kind.
    pub rule: &'a RegistrationRule,
    /// 开放 — whether it can register today: the rule is open and the module on.
    pub open: bool,
    /// 公告 — what the switch says, where one applies.
    pub notice: Option<&'a Sentence>,
    /// 替代办法 — where to go instead, where the switch says so.
    pub instead: Option<&'a Sentence>,
}

impl OrganisationKind {
    /// 全部类型 — every kind, in the order of a menu.
    pub const ALL: [Self; 7] = [
        Self::MedicalInstitution,
        Self::CommunityHealthStation,
        Self::Manufacturer,
        Self::Agent,
        Self::Distributor,
        Self::Regulator,
        Self::Centre,
    ];

    /// 代号 — the kind's name for programs, as it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MedicalInstitution => "medical_institution",
            Self::CommunityHealthStation => "community_health_station",
            Self::Manufacturer => "manufacturer",
            Self::Agent => "agent",
            Self::Distributor => "distributor",
            Self::Regulator => "regulator",
            Self::Centre => "centre",
        }
    }

    /// 名称 — what the kind is called.
    #[must_use]
    pub fn label(self) -> Sentence {
        let (zh, en) = match self {
            Self::MedicalInstitution => ("医疗机构", "Medical institution"),
            Self::CommunityHealthStation => ("社区卫生服务站", "Community health station"),
            Self::Manufacturer => ("生产企业", "Manufacturer"),
            Self::Agent => ("代理企业", "Agent"),
            Self::Distributor => ("配送企业", "Distributor"),
            Self::Regulator => ("监管部门", "Regulator"),
            Self::Centre => ("交易中心", "Centre"),
        };
        Sentence::new(zh, en)
    }
}

impl PlatformProfile {
    /// 注册现状 — whether and how `kind` can register on `today`; none only for
    /// a profile that never passed [`PlatformProfile::validate`].
    #[must_use]
    pub fn registration(
        &self,
        kind: OrganisationKind,
        today: Day,
    ) -> Option<RegistrationAccess<'_>> {
        let rule = self.registration.iter().find(|rule| rule.kind == kind)?;
        let switched = self.switch(Module::Registration, None, Some(kind), today);
        Some(RegistrationAccess {
            rule,
            open: rule.open && switched.state == ModuleState::On,
            notice: switched.notice,
            instead: switched.instead,
        })
    }
}
