//! What the form explains while somebody types: code, certificate and price.

use domain::identifiers::{CertificateNumber, Fen};
use domain::product_kind::ProductKind;
use domain::sentence::Sentence;

use super::search::normalised;
use crate::components::money;

/// What stands under the code: what its length means so far (20 or 27
/// characters for a consumable, 20 or 23 for a drug).
#[must_use]
pub fn code(kind: Option<ProductKind>, text: &str) -> Sentence {
    let code = normalised(text);
    let count = code.chars().count();
    let Some(kind) = kind else {
        return Sentence::new(
            "先选择产品类别，这里会说明编码怎么填。",
            "Choose the kind of product first; the code depends on it.",
        );
    };
    let lengths = match kind {
        ProductKind::Consumable => (20, 27),
        ProductKind::Drug if code.starts_with(['z', 't']) => (20, 20),
        ProductKind::Drug => (23, 23),
    };
    match (kind, count) {
        (ProductKind::Consumable, 0) => Sentence::new(
            "以 C 开头。20 位是一个产品，27 位是它的一个规格型号（多 7 位流水号），两种都可以填。",
            "Begins with C. 20 characters name a product, 27 one of its specifications (7 more digits). Either will do.",
        ),
        (ProductKind::Drug, 0) => Sentence::new(
            "西药以 X 开头，共 23 位；中成药以 Z、中药配方颗粒以 T 开头，共 20 位。",
            "Western medicines begin with X and have 23 characters; Z (patent medicines) and T (granules) have 20.",
        ),
        (ProductKind::Consumable, 20) => Sentence::new(
            "20 位：产品编码，包含它的全部规格型号。只申报一个规格型号时，请再填 7 位流水号，共 27 位。",
            "20 characters: the product with all its specifications. To file only one, add its 7-digit serial: 27.",
        ),
        (ProductKind::Consumable, 27) => Sentence::new(
            "27 位：一个规格型号的编码，前 20 位是产品编码。",
            "27 characters: one specification; the first 20 name the product.",
        ),
        (ProductKind::Drug, _) if count == lengths.1 => Sentence::new(
            ["位数齐了：", &count.to_string(), " 位。"].concat(),
            ["Complete: ", &count.to_string(), " characters."].concat(),
        ),
        _ if count < lengths.0 => towards(count, lengths.0),
        _ if count < lengths.1 => towards(count, lengths.1),
        _ => {
            let (have, over) = (count.to_string(), (count - lengths.1).to_string());
            Sentence::new(
                ["已输入 ", &have, " 位，多了 ", &over, " 位。"].concat(),
                [&have, " characters, ", &over, " too many."].concat(),
            )
        }
    }
}

fn towards(count: usize, length: usize) -> Sentence {
    let (have, left, all) = (
        count.to_string(),
        (length - count).to_string(),
        length.to_string(),
    );
    Sentence::new(
        [
            "已输入 ",
            &have,
            " 位，到 ",
            &all,
            " 位还差 ",
            &left,
            " 位。",
        ]
        .concat(),
        [&have, " characters; ", &left, " more make ", &all, "."].concat(),
    )
}

/// What stands under the certificate: what kind of paper it is understood as.
#[must_use]
pub fn certificate(kind: Option<ProductKind>, text: &str) -> Sentence {
    let read = CertificateNumber::parse(text).ok();
    let fits = |number: &CertificateNumber| kind.is_none_or(|kind| kind == number.product_kind());
    match read {
        Some(number) if !fits(&number) => match number.product_kind() {
            ProductKind::Drug => Sentence::new(
                "这是药品批准文号，但上面选的是医用耗材，请核对。",
                "This is a drug approval, but the product is marked as a consumable. Please check.",
            ),
            ProductKind::Consumable => Sentence::new(
                "这是医疗器械的证号，但上面选的是药品，请核对。",
                "This is a medical device’s number, but the product is marked as a drug. Please check.",
            ),
        },
        Some(CertificateNumber::Registration(_)) => Sentence::new(
            "看作：医疗器械注册证编号。",
            "Read as: registration certificate of a medical device.",
        ),
        Some(CertificateNumber::Filing(_)) => Sentence::new(
            "看作：第一类医疗器械备案号。",
            "Read as: filing number of a Class I device.",
        ),
        Some(CertificateNumber::DrugApproval(_)) => {
            Sentence::new("看作：药品批准文号。", "Read as: drug approval number.")
        }
        None if kind == Some(ProductKind::Drug) => Sentence::new(
            "批准文号，例如 国药准字H20050001。",
            "The approval number, such as 国药准字H20050001.",
        ),
        None => Sentence::new(
            "注册证编号，例如 国械注准20163130000；第一类产品填备案号，例如 粤深械备20230001。",
            "The certificate, such as 国械注准20163130000; for Class I the filing number, such as 粤深械备20230001.",
        ),
    }
}

/// What stands under the price: the amount as it is understood.
#[must_use]
pub fn price(text: &str, unit: &str) -> Sentence {
    let Ok(fen) = Fen::parse(text) else {
        return Sentence::new(
            "以元为单位，最多两位小数，例如 1,234.50。",
            "In yuan, with at most two decimals, such as 1,234.50.",
        );
    };
    let (amount, unit) = (money(fen), unit.trim());
    let (per_zh, per_en) = if unit.is_empty() {
        ("", "")
    } else {
        (" / ", " per ")
    };
    Sentence::new(
        ["看作 ", &amount, per_zh, unit, "。"].concat(),
        ["Read as ", &amount, per_en, unit, "."].concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    const DRUG: Option<ProductKind> = Some(ProductKind::Drug);
    const CONSUMABLE: Option<ProductKind> = Some(ProductKind::Consumable);

    #[test]
    fn the_code_explains_what_its_length_means() {
        assert!(code(None, "").zh.contains("先选择产品类别"));
        assert!(code(CONSUMABLE, "C1403").zh.contains("还差 15 位"));
        assert!(
            code(CONSUMABLE, "C1403010010000503272")
                .zh
                .starts_with("20 位：产品编码")
        );
        assert!(
            code(CONSUMABLE, "C14030100100005032720")
                .zh
                .contains("到 27 位还差 6 位")
        );
        assert!(
            code(CONSUMABLE, " Ｃ14030100100005032720000001")
                .zh
                .starts_with("27 位")
        );
        assert!(
            code(CONSUMABLE, "C140301001000050327200000012")
                .zh
                .contains("多了 1 位")
        );
        assert!(code(DRUG, "X").zh.contains("还差 22 位"));
        assert!(code(DRUG, "Z").zh.contains("还差 19 位"));
    }

    #[test]
    fn a_certificate_is_named_and_one_of_the_other_kind_is_pointed_out() {
        assert!(
            certificate(CONSUMABLE, "国械注准20163130000")
                .zh
                .contains("注册证")
        );
        assert!(
            certificate(CONSUMABLE, "粤深械备20230001")
                .zh
                .contains("备案号")
        );
        assert!(
            certificate(DRUG, "国械注准20163130000")
                .zh
                .contains("请核对")
        );
        assert!(certificate(DRUG, "").zh.contains("批准文号"));
    }

    #[test]
    fn a_price_is_shown_as_it_is_understood() {
        assert_eq!(price("1234.5", "支").zh, "看作 ¥1,234.50 / 支。");
        assert_eq!(price("￥１２，３４５元", "").zh, "看作 ¥12,345.00。");
        assert!(price("12,34", "").zh.starts_with("以元为单位"));
    }
}
