//! 产品类别: drugs and medical consumables, the two that are bought here.

use serde::{Deserialize, Serialize};

use crate::sentence::Sentence;

/// 产品类别 — which of the two kinds of product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// 药品 — a drug.
    Drug,
    /// 医用耗材 — a medical consumable.
    Consumable,
}

impl ProductKind {
    /// 全部类别 — both kinds.
    pub const ALL: [Self; 2] = [Self::Drug, Self::Consumable];

    /// 代号 — the kind's name for programs, as it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Drug => "drug",
            Self::Consumable => "consumable",
        }
    }

    /// 名称 — what the kind is called.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self {
            Self::Drug => Sentence::new("药品", "Drug"),
            Self::Consumable => Sentence::new("医用耗材", "Medical consumable"),
        }
    }
}
