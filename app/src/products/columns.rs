//! Which column of a sheet holds what: by its heading, in Chinese or English,
//! as the provinces' own sheets write them.

use domain::field::Field;

use crate::listing::{TYPED, normalised};

/// How a field is headed in the sheets that people have; its label on the form
/// counts as well. As [`normalised`], without what stands in brackets.
const HEADINGS: [&[&str]; TYPED.len()] = [
    &[
        "医保编码",
        "国家医保编码",
        "医保耗材编码",
        "医用耗材编码",
        "医保药品编码",
        "医保药品代码",
        "耗材编码",
        "药品编码",
        "产品编码",
        "编码",
        "code",
        "productcode",
    ],
    &[
        "产品名称",
        "名称",
        "品名",
        "通用名",
        "通用名称",
        "药品名称",
        "耗材名称",
        "name",
        "productname",
    ],
    &[
        "注册证编号",
        "注册证号",
        "注册证",
        "备案号",
        "批准文号",
        "certificate",
        "certificatenumber",
    ],
    &[
        "生产企业",
        "生产企业名称",
        "生产厂家",
        "生产厂商",
        "厂家",
        "企业名称",
        "manufacturer",
        "maker",
    ],
    &["规格型号", "规格", "型号", "specification", "spec", "model"],
    &["计价单位", "计量单位", "单位", "unit", "unitofmeasure"],
    &[
        "挂网价",
        "挂网价格",
        "价格",
        "单价",
        "price",
        "listingprice",
    ],
];

/// 列对应 — where in a line each field stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    places: [Option<usize>; TYPED.len()],
    /// Headings that mean nothing here, or that stand there twice, as written.
    pub unknown: Vec<String>,
}

impl Columns {
    /// Understands a heading line.
    ///
    /// # Errors
    /// The columns without which no product is known: those of code and name.
    pub fn recognise<'a>(headings: impl Iterator<Item = &'a str>) -> Result<Self, Vec<Field>> {
        let (mut places, mut unknown) = ([None; TYPED.len()], vec![]);
        for (at, heading) in headings.enumerate() {
            match field_of(heading).filter(|field| places[*field].is_none()) {
                Some(field) => places[field] = Some(at),
                None if heading.trim().is_empty() => {}
                None => unknown.push(heading.trim().to_owned()),
            }
        }
        let missing: Vec<Field> = (0..NEEDED)
            .filter(|field| places[*field].is_none())
            .map(|field| TYPED[field])
            .collect();
        if missing.is_empty() {
            Ok(Self { places, unknown })
        } else {
            Err(missing)
        }
    }

    /// Where field number `field` of the form stands; none where the sheet lacks it.
    #[must_use]
    pub fn place(&self, field: usize) -> Option<usize> {
        self.places[field]
    }
}

/// The first fields of the form, code and name, are what a product needs.
pub const NEEDED: usize = 2;

fn field_of(heading: &str) -> Option<usize> {
    let whole = normalised(heading);
    let short = whole.split('(').next().unwrap_or_default();
    (0..TYPED.len()).find(|field| {
        let label = TYPED[*field].label();
        HEADINGS[*field].contains(&short)
            || whole == normalised(&label.zh)
            || whole == normalised(&label.en)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(line: &str) -> Vec<Option<usize>> {
        let columns = Columns::recognise(line.split(',')).unwrap();
        (0..TYPED.len()).map(|field| columns.place(field)).collect()
    }

    #[test]
    fn columns_are_known_by_chinese_and_english_headings_in_any_order() {
        assert_eq!(
            places("产品名称,医保编码,挂网价（元）,单位,规格型号,生产企业,注册证编号或备案号"),
            [1, 0, 6, 5, 4, 3, 2].map(Some)
        );
        assert_eq!(
            places("Code, Product name,Certificate,MANUFACTURER,Specification,Unit,Price (CNY)"),
            [0, 1, 2, 3, 4, 5, 6].map(Some)
        );
    }

    #[test]
    fn every_label_of_the_form_is_a_heading() {
        for (number, field) in TYPED.into_iter().enumerate() {
            assert_eq!(field_of(&field.label().zh), Some(number));
            assert_eq!(field_of(&field.label().en), Some(number));
        }
    }

    #[test]
    fn what_is_unknown_or_comes_twice_is_told() {
        let columns = Columns::recognise("编码,备注,名称,,编码".split(',')).unwrap();
        assert_eq!(columns.unknown, ["备注", "编码"]);
        assert_eq!((columns.place(0), columns.place(6)), (Some(0), None));
    }

    #[test]
    fn without_code_and_name_there_is_no_product() {
        let missing = Columns::recognise("规格,价格".split(',')).unwrap_err();
        assert_eq!(missing, [Field::ProductCode, Field::ProductName]);
    }
}
