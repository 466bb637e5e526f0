//! 医保医用耗材编码: twenty characters for a product, twenty-seven for one of
//! its specifications. Two types, for the two are not interchangeable.

use super::text;
use super::wire::text_on_the_wire;

pub use super::consumable_code_fault::{ConsumableCodeFault, ConsumableCodeLength};

/// 医保耗材编码（20 位）— the consumable code of a product (facts.md, Codes):
/// `C` + 6 category + 3 generic name + 5 features + 5 manufacturer, no check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConsumableCode20(String);

/// 医保耗材编码（27 位）— the consumable code of one specification: the
/// product's 20 characters and a serial of 7 digits (facts.md, Codes).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConsumableCode27(String);

/// 医保耗材编码 — either of the two, where a form takes both (asks.md 5).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConsumableCode {
    /// 产品 — a product's 20 characters.
    Product(ConsumableCode20),
    /// 规格型号 — the 27 characters of one specification or model.
    Specification(ConsumableCode27),
}

impl ConsumableCode20 {
    /// Reads a code of 20 characters; blanks dropped, half width, capitals.
    ///
    /// # Errors
    /// What keeps it from being one; 27 characters are explained as such.
    pub fn parse(input: &str) -> Result<Self, ConsumableCodeFault> {
        checked(input, ConsumableCodeLength::Product).map(Self)
    }

    /// The twenty characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 分类 — `C` and the 6 digits of the category (three levels of two).
    #[must_use]
    pub fn category(&self) -> &str {
        self.0.get(..7).unwrap_or_default()
    }
}

impl ConsumableCode27 {
    /// Reads a code of 27 characters; blanks dropped, half width, capitals.
    ///
    /// # Errors
    /// What keeps it from being one; 20 characters are explained as such.
    pub fn parse(input: &str) -> Result<Self, ConsumableCodeFault> {
        checked(input, ConsumableCodeLength::Specification).map(Self)
    }

    /// The twenty-seven characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 产品编码 — its first 20 characters, the code of the product.
    #[must_use]
    pub fn base(&self) -> ConsumableCode20 {
        ConsumableCode20(self.0.get(..20).unwrap_or_default().to_owned())
    }

    /// 规格型号流水号 — its last 7 digits.
    #[must_use]
    pub fn serial(&self) -> &str {
        self.0.get(20..).unwrap_or_default()
    }

    /// Whether this specification is one of `product`'s: the first 20 agree.
    #[must_use]
    pub fn belongs_to(&self, product: &ConsumableCode20) -> bool {
        self.0.get(..20) == Some(product.as_str())
    }
}

impl ConsumableCode {
    /// Reads a code of either length.
    ///
    /// # Errors
    /// What keeps it from being either; another length is met with what the
    /// two lengths mean.
    pub fn parse(input: &str) -> Result<Self, ConsumableCodeFault> {
        let code = checked(input, ConsumableCodeLength::Either)?;
        Ok(if code.len() == 20 {
            Self::Product(ConsumableCode20(code))
        } else {
            Self::Specification(ConsumableCode27(code))
        })
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Product(code) => code.as_str(),
            Self::Specification(code) => code.as_str(),
        }
    }

    /// 产品编码 — the 20 characters of the product, of either.
    #[must_use]
    pub fn base(&self) -> ConsumableCode20 {
        match self {
            Self::Product(code) => code.clone(),
            Self::Specification(code) => code.base(),
        }
    }
}

/// The normalised text of a consumable code of length `wanted`.
fn checked(input: &str, wanted: ConsumableCodeLength) -> Result<String, ConsumableCodeFault> {
    let code = text::code(input);
    for (character, position) in text::numbered(&code) {
        if position == 1 && character != 'C' {
            return Err(ConsumableCodeFault::NotBeginningWithC { character });
        }
        if position > 1 && !character.is_ascii_digit() {
            return Err(ConsumableCodeFault::NotADigit {
                character,
                position,
            });
        }
    }
    let found = text::count(&code);
    match (found, wanted) {
        (0, _) => Err(ConsumableCodeFault::Empty { wanted }),
        (20, ConsumableCodeLength::Product | ConsumableCodeLength::Either)
        | (27, ConsumableCodeLength::Specification | ConsumableCodeLength::Either) => Ok(code),
        _ => Err(ConsumableCodeFault::WrongLength { found, wanted }),
    }
}

text_on_the_wire!(ConsumableCode, ConsumableCodeFault);
text_on_the_wire!(ConsumableCode20, ConsumableCodeFault);
text_on_the_wire!(ConsumableCode27, ConsumableCodeFault);
