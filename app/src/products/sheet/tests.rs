use super::*;
use crate::products::segment::Segment;

/// Reads `text` in pieces of `size` bytes.
fn read(text: &[u8], size: usize) -> Result<(Outcome, Vec<Vec<String>>), Unreadable> {
    let (mut sheet, mut rows) = (Sheet::default(), vec![]);
    for piece in text.chunks(size) {
        sheet.feed(piece)?;
    }
    let outcome = sheet.finish()?;
    for bytes in sheet.full() {
        let segment = Segment::new(bytes);
        for row in 0..segment.len() {
            let fields = segment.row(row).expect("a row");
            rows.push(fields.map(str::to_owned).to_vec());
        }
    }
    Ok((outcome, rows))
}

const SHEET: &str = "\u{feff}名称,编码,价格,备注\r\n\
    注射器, C1 ,1.20,x\r\n\
    ,C2,2,\r\n\
    \"纱布,\n无菌\",C3,\"1,200\",\r\n\
    输液器,,3,\r\n\
    ,,,\r\n\
    导管,C4";

#[test]
fn good_rows_go_on_and_others_are_told_with_their_lines() {
    // Whatever the pieces, except that the mark at the very start comes in one.
    for size in [3, 7, 64, 4096] {
        let (outcome, rows) = read(SHEET.as_bytes(), size).expect("a sheet");
        let names: Vec<_> = rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(names, ["注射器", "纱布,\n无菌", "导管"], "pieces of {size}");
        assert_eq!((rows[0][0].as_str(), rows[1][6].as_str()), ("C1", "1,200"));
        let bad: Vec<_> = outcome
            .bad
            .iter()
            .map(|bad| (bad.line, bad.field))
            .collect();
        assert_eq!(bad, [(3, Field::ProductName), (6, Field::ProductCode)]);
        assert_eq!((outcome.rows, outcome.left_out), (3, 2));
        assert_eq!(outcome.unknown, ["备注"]);
    }
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n"] {
        let text = ["code,name", "a,", "b,2", "c,", ""].join(end);
        let (outcome, _) = read(text.as_bytes(), 5).expect("a sheet");
        let lines: Vec<_> = outcome.bad.iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [2, 4], "{end:?}");
    }
}

#[test]
fn a_field_that_no_form_would_take_is_told() {
    let text = format!(
        "code,name,price\na,b,{}\nc,d,1\n",
        "9".repeat(LONGEST_FIELD + 1)
    );
    let (outcome, rows) = read(text.as_bytes(), 1000).expect("a sheet");
    let bad = BadLine {
        line: 2,
        field: Field::Price,
        too_long: true,
    };
    assert_eq!((outcome.bad, rows.len()), (vec![bad], 1));
}

#[test]
fn another_encoding_is_noticed_and_so_is_what_is_no_sheet() {
    // 编码,名称 in GB18030.
    let gb = b"\xb1\xe0\xc2\xeb,\xc3\xfb\xb3\xc6\n1,2\n";
    assert_eq!(read(gb, 4096).err(), Some(Unreadable::NotUtf8));
    let needed = || Some(Unreadable::NoColumn(TYPED[..NEEDED].to_vec()));
    assert_eq!(read(b"%PDF-1.7\n1 0 obj\n", 4096).err(), needed());
    assert_eq!(read(b"", 4096).err(), needed());
}

#[test]
fn an_open_quotation_mark_does_not_take_in_the_rest_of_the_file() {
    let text = format!(
        "code,name\na,b\nc,\"d\n{}",
        "e,f\n".repeat(LONGEST_LINE / 2)
    );
    assert_eq!(
        read(text.as_bytes(), 65_536).err(),
        Some(Unreadable::NoEnd(3))
    );
}

#[test]
fn rows_beyond_a_segment_begin_another_one() {
    let text = "code,name\n".to_owned() + &"a,b\n".repeat(2 * ROWS + 1);
    let mut sheet = Sheet::default();
    sheet.feed(text.as_bytes()).expect("a sheet");
    assert_eq!(sheet.full().len(), 2);
    assert_eq!(sheet.finish().expect("a sheet").rows, 2 * ROWS + 1);
    assert_eq!(sheet.full().len(), 1);
}
