//! The listings that everybody is given: such as one supplier's sheet holds, no two alike.

use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;

/// What it is, how it is counted, which one, and its category and generic name in the code.
const PRODUCTS: [(&str, &str, &str, &str); 8] = [
    ("一次性使用静脉留置针", "支", "24G 直型", "140201001"),
    ("可吸收性外科缝线", "包", "圆针 75cm", "130104002"),
    ("一次性使用输液器", "套", "带针 0.7mm", "140103003"),
    ("医用外科口罩", "只", "平面耳挂 17.5cm", "141002001"),
    ("一次性使用无菌注射器", "支", "20ml 带针", "140101004"),
    ("冠状动脉药物洗脱支架系统", "套", "3.0×18mm", "020101007"),
    ("人工晶状体", "枚", "折叠一件式", "050101005"),
    ("血液透析器", "支", "高通量", "100101002"),
];
/// Who makes it, and the maker's place in the code.
const MAKERS: [(&str, &str); 4] = [
    ("长沙示例医疗器械有限公司", "10766"),
    ("示例生物科技（苏州）有限公司", "07551"),
    ("山东示例医用高分子制品股份有限公司", "02318"),
    ("示例医疗科技（上海）有限公司", "04472"),
];

/// The listing of that number; always the same one.
pub fn listing(number: usize) -> ListingEntry {
    let chance = scattered(number as u64);
    let part = |from: u64, of: u64| (chance >> from) % of;
    let (name, unit, specification, category) = PRODUCTS[part(0, 8) as usize];
    let (maker, maker_code) = MAKERS[part(3, 4) as usize];
    // As codes are assigned: category and generic name, features, maker, and a serial of seven digits.
    let features = 100 * part(5, 90);
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: format!("C{category}{features:05}{maker_code}{number:07}"),
        product_name: name.to_owned(),
        certificate: format!(
            "国械注准20{:02}3{:06}",
            15 + part(9, 10),
            part(13, 1_000_000)
        ),
        manufacturer: maker.to_owned(),
        specification: format!("{specification} {:04}", part(20, 10_000)),
        unit_of_measure: unit.to_owned(),
        price: format!("{}.{:02}", 1 + part(30, 4_000), part(44, 100)),
        attachments: vec![],
    }
}

/// A number without pattern for each number (the finaliser of MurmurHash 3).
fn scattered(number: u64) -> u64 {
    let mixed = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 33)
}
