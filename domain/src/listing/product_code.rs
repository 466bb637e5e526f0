//! 医保编码 — a product's code: which kind it is follows from the kind of product.

use serde::{Deserialize, Serialize};

use crate::identifiers::{ConsumableCode, ConsumableCodeFault, NhsaDrugCode, NhsaDrugCodeFault};
use crate::product_kind::ProductKind;
use crate::sentence::Sentence;

/// 医保编码 — the code of a consumable or of a drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductCode {
    /// 医保医用耗材编码, 20 or 27 characters.
    Consumable(ConsumableCode),
    /// 医保药品代码
    Drug(NhsaDrugCode),
}

/// 编码错误 — why a text is not the code of such a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductCodeFault {
    /// Not a consumable's.
    Consumable(ConsumableCodeFault),
    /// Not a drug's.
    Drug(NhsaDrugCodeFault),
}

impl ProductCode {
    /// Reads the code of a product of `kind`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(kind: ProductKind, text: &str) -> Result<Self, ProductCodeFault> {
        match kind {
            ProductKind::Consumable => ConsumableCode::parse(text)
                .map(Self::Consumable)
                .map_err(ProductCodeFault::Consumable),
            ProductKind::Drug => NhsaDrugCode::parse(text)
                .map(Self::Drug)
                .map_err(ProductCodeFault::Drug),
        }
    }

    /// The code's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Consumable(code) => code.as_str(),
            Self::Drug(code) => code.as_str(),
        }
    }
}

impl ProductCodeFault {
    /// What a person is told.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Consumable(fault) => fault.sentence(),
            Self::Drug(fault) => fault.sentence(),
        }
    }
}
