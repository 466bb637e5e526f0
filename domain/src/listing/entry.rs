//! What a supplier writes of a product, and what is understood from it.

use serde::{Deserialize, Serialize};

use super::ProductCode;
use crate::attachment::Document;
use crate::fault::{Fault, FieldFault, Reading};
use crate::field::Field;
use crate::identifiers::{BoundedText, CertificateNumber, Fen, OrganisationName};
use crate::product_kind::ProductKind;

/// The most files that one listing may name.
const MAX_ATTACHMENTS: u32 = 50;

/// 挂网信息（原文） — the listing form's fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListingEntry {
    /// 产品类别; none until chosen.
    pub product_kind: Option<ProductKind>,
    /// 医保编码
    pub product_code: String,
    /// 产品名称
    pub product_name: String,
    /// 注册证编号或备案号
    pub certificate: String,
    /// 生产企业
    pub manufacturer: String,
    /// 规格型号
    pub specification: String,
    /// 计价单位
    pub unit_of_measure: String,
    /// 挂网价, in yuan as typed.
    pub price: String,
    /// 附件
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentRef>,
}

/// 附件引用 — a file named by its contents; it may arrive after the command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRef {
    /// SHA-256 of the contents, 64 hexadecimal digits.
    pub sha256: BoundedText<64>,
    /// The file's name.
    pub name: BoundedText<200>,
    /// Size in bytes.
    pub size: u64,
    /// 材料, as whoever attached it says; none said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
}

/// 挂网信息 — a listing that has been understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingDetails {
    /// Its code, drug or consumable.
    pub product_code: ProductCode,
    /// Its name.
    pub product_name: BoundedText<100>,
    /// The certificate or filing under which it is sold.
    pub certificate: CertificateNumber,
    /// Who makes it.
    pub manufacturer: OrganisationName,
    /// Specification and model.
    pub specification: BoundedText<200>,
    /// What the price is for: 支, 盒 …
    pub unit_of_measure: BoundedText<10>,
    /// The price in fen for one unit of measure.
    pub price: Fen,
}

impl ListingEntry {
    /// Understands what was written.
    ///
    /// # Errors
    /// Every fault at once, in the order of the form.
    pub fn read(&self) -> Result<ListingDetails, Vec<FieldFault>> {
        let mut reading = Reading::default();
        let kind = reading.present(Field::ProductKind, self.product_kind);
        let product_code = reading.parse(Field::ProductCode, &self.product_code, |text| {
            ProductCode::parse(kind.unwrap_or(ProductKind::Consumable), text)
        });
        let product_name =
            reading.parse(Field::ProductName, &self.product_name, BoundedText::parse);
        let certificate = reading.parse(
            Field::Certificate,
            &self.certificate,
            CertificateNumber::parse,
        );
        let manufacturer = reading.parse(
            Field::Manufacturer,
            &self.manufacturer,
            OrganisationName::parse,
        );
        let specification = reading.parse(
            Field::Specification,
            &self.specification,
            BoundedText::parse,
        );
        let unit_of_measure = reading.parse(
            Field::UnitOfMeasure,
            &self.unit_of_measure,
            BoundedText::parse,
        );
        let price = reading.parse(Field::Price, &self.price, Fen::parse);
        if price == Some(Fen::ZERO) {
            reading.fault(Field::Price, Fault::NotPositive);
        }
        if self.attachments.len() > MAX_ATTACHMENTS as usize {
            let most = MAX_ATTACHMENTS;
            reading.fault(Field::Attachments, Fault::TooMany { most });
        }
        let faults = reading.finish();
        match (
            product_code,
            product_name,
            certificate,
            manufacturer,
            specification,
            unit_of_measure,
            price,
        ) {
            (
                Some(product_code),
                Some(product_name),
                Some(certificate),
                Some(manufacturer),
                Some(specification),
                Some(unit_of_measure),
                Some(price),
            ) if faults.is_empty() => Ok(ListingDetails {
                product_code,
                product_name,
                certificate,
                manufacturer,
                specification,
                unit_of_measure,
                price,
            }),
            _ => Err(faults),
        }
    }
}
