//! The fields of all forms, so that a fault, a remark and a label mean the
//! same place everywhere.

use serde::{Deserialize, Serialize};

use crate::sentence::Sentence;

/// 字段 — one field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 机构类型
    OrganisationKind,
    /// 机构名称
    OrganisationName,
    /// 统一社会信用代码
    CreditCode,
    /// 地址
    Address,
    /// 经办人姓名
    OperatorName,
    /// 经办人手机号
    OperatorPhone,
    /// 密保邮箱
    SecurityEmail,
    /// 登录名
    LoginName,
    /// 专人保管责任
    CustodianDuty,
    /// 产品类别
    ProductKind,
    /// 产品编码
    ProductCode,
    /// 产品名称
    ProductName,
    /// 注册证编号
    Certificate,
    /// 生产企业
    Manufacturer,
    /// 规格型号
    Specification,
    /// 计价单位
    UnitOfMeasure,
    /// 挂网价
    Price,
    /// 附件
    Attachments,
    /// 审核意见
    Remarks,
    /// 驳回理由
    Reason,
    /// 密码
    Password,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 21] = [
        Self::OrganisationKind,
        Self::OrganisationName,
        Self::CreditCode,
        Self::Address,
        Self::OperatorName,
        Self::OperatorPhone,
        Self::SecurityEmail,
        Self::LoginName,
        Self::CustodianDuty,
        Self::ProductKind,
        Self::ProductCode,
        Self::ProductName,
        Self::Certificate,
        Self::Manufacturer,
        Self::Specification,
        Self::UnitOfMeasure,
        Self::Price,
        Self::Attachments,
        Self::Remarks,
        Self::Reason,
        Self::Password,
    ];

    /// The field's name for programs: its element id, its key in a problem.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OrganisationKind => "organisation_kind",
            Self::OrganisationName => "organisation_name",
            Self::CreditCode => "credit_code",
            Self::Address => "address",
            Self::OperatorName => "operator_name",
            Self::OperatorPhone => "operator_phone",
            Self::SecurityEmail => "security_email",
            Self::LoginName => "login_name",
            Self::CustodianDuty => "custodian_duty",
            Self::ProductKind => "product_kind",
            Self::ProductCode => "product_code",
            Self::ProductName => "product_name",
            Self::Certificate => "certificate",
            Self::Manufacturer => "manufacturer",
            Self::Specification => "specification",
            Self::UnitOfMeasure => "unit_of_measure",
            Self::Price => "price",
            Self::Attachments => "attachments",
            Self::Remarks => "remarks",
            Self::Reason => "reason",
            Self::Password => "password",
        }
    }

    /// The field's label.
    #[must_use]
    pub fn label(self) -> Sentence {
        let (zh, en) = match self {
            Self::OrganisationKind => ("机构类型", "Kind of organisation"),
            Self::OrganisationName => ("机构名称", "Organisation name"),
            Self::CreditCode => ("统一社会信用代码", "Unified Social Credit Code"),
            Self::Address => ("地址", "Address"),
            Self::OperatorName => ("经办人姓名", "Operator’s name"),
            Self::OperatorPhone => ("经办人手机号", "Operator’s mobile phone"),
            Self::SecurityEmail => ("密保邮箱", "Security e-mail"),
            Self::LoginName => ("登录名", "Login name"),
            Self::CustodianDuty => ("专人保管责任", "Custodian’s duty"),
            Self::ProductKind => ("产品类别", "Kind of product"),
            Self::ProductCode => ("医保编码", "Product code"),
            Self::ProductName => ("产品名称", "Product name"),
            Self::Certificate => (
                "注册证编号或备案号",
                "Registration certificate or filing number",
            ),
            Self::Manufacturer => ("生产企业", "Manufacturer"),
            Self::Specification => ("规格型号", "Specification and model"),
            Self::UnitOfMeasure => ("计价单位", "Unit of measure"),
            Self::Price => ("挂网价（元）", "Listing price (yuan)"),
            Self::Attachments => ("附件", "Attachments"),
            Self::Remarks => ("退回意见", "Remarks"),
            Self::Reason => ("驳回理由", "Reason for rejection"),
            Self::Password => ("密码", "Password"),
        };
        Sentence::new(zh, en)
    }
}

impl core::str::FromStr for Field {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        Self::ALL
            .into_iter()
            .find(|field| field.name() == name)
            .ok_or(UnknownField)
    }
}

/// There is no field of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownField;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fields_name_is_what_goes_over_the_wire() {
        for field in Field::ALL {
            let wire = serde_json::to_string(&field).ok();
            assert_eq!(wire, Some(format!("\"{}\"", field.name())));
        }
    }
}
