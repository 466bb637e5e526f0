//! 模块开关: what is on, read-only or off, for which product and whom, since
//! when, with what notice (hebei.md E1).

use serde::{Deserialize, Serialize};

use super::{OrganisationKind, PlatformProfile};
use crate::product_kind::ProductKind;
use crate::sentence::Sentence;
use crate::timestamp::Day;

/// 模块 — a part of the platform that can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// 注册 — registration of organisations.
    Registration,
    /// 挂网 — listing of products.
    Listing,
    /// 议价 — price negotiation.
    Negotiation,
    /// 配送 — appointment of distributors.
    Distribution,
    /// 交易 — orders, deliveries, settlement.
    Trade,
}

/// 开关状态 — how much of a module works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModuleState {
    /// 关闭 — nothing.
    Off,
    /// 只读 — what is there can be read.
    ReadOnly,
    /// 开放 — everything.
    On,
}

/// 模块开关 — one switch. What it leaves out, it holds for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleSwitch {
    /// 模块 — which module.
    pub module: Module,
    /// 产品类别 — for which kind of product only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductKind>,
    /// 单位类型 — for which kind of organisation only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// 状态 — how much works.
    pub state: ModuleState,
    /// 起始日期 — from which day on (Beijing); without one, always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// 公告 — what people are told.
    pub notice: Sentence,
    /// 替代办法 — where to go instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Sentence>,
}

/// 当前状态 — what the switches say on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switched<'a> {
    /// 状态 — how much works.
    pub state: ModuleState,
    /// 公告 — what people are told, where a switch applies.
    pub notice: Option<&'a Sentence>,
    /// 替代办法 — where to go instead, where the switch says so.
    pub instead: Option<&'a Sentence>,
}

impl ModuleSwitch {
    /// Whether it holds for this question. A switch for one kind of product
    /// says nothing about the module as a whole.
    fn applies(
        &self,
        module: Module,
        product: Option<ProductKind>,
        kind: Option<OrganisationKind>,
        today: Day,
    ) -> bool {
        self.module == module
            && (self.product.is_none() || self.product == product)
            && (self.kind.is_none() || self.kind == kind)
            && self.from.is_none_or(|from| from <= today)
    }

    /// How many things it is particular about.
    fn particularity(&self) -> u8 {
        u8::from(self.product.is_some()) + u8::from(self.kind.is_some())
    }
}

impl PlatformProfile {
    /// 模块状态 — how much of `module` works for `product` and `kind` on
    /// `today`: of the switches that apply, the most particular, among equals
    /// the latest begun, among these the last written; without any, on.
    #[must_use]
    pub fn switch(
        &self,
        module: Module,
        product: Option<ProductKind>,
        kind: Option<OrganisationKind>,
        today: Day,
    ) -> Switched<'_> {
        let chosen = self
            .modules
            .iter()
            .filter(|switch| switch.applies(module, product, kind, today))
            .max_by_key(|switch| (switch.particularity(), switch.from));
        match chosen {
            Some(switch) => Switched {
                state: switch.state,
                notice: Some(&switch.notice),
                instead: switch.instead.as_ref(),
            },
            None => Switched {
                state: ModuleState::On,
                notice: None,
                instead: None,
            },
        }
    }
}
