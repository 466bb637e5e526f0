//! The sheet that everybody imports: as a supplier's spreadsheet writes it.

use anyhow::Result;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a sheet of so many products into `folder`; gives its path.
pub fn written(folder: &Path, rows: usize) -> Result<String> {
    let path = folder.join(format!("products-{rows}.csv"));
    let mut file = BufWriter::new(std::fs::File::create(&path)?);
    writeln!(
        file,
        "医保编码,产品名称,注册证编号,生产企业,规格型号,计价单位,挂网价（元）"
    )?;
    for row in 1..=rows {
        writeln!(
            file,
            "C{row:019},{},国械注准2016313{:04},湖南青禾医疗器械有限公司,{}G 直型,支,{}.80",
            name(row),
            row % 9973,
            row % 30,
            row % 997
        )?;
    }
    file.flush()?;
    Ok(path.to_string_lossy().into_owned())
}

/// What row `row`, from 1, is called.
pub fn name(row: usize) -> String {
    format!("一次性使用静脉留置针第{row}号")
}
