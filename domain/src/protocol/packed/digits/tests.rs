//! Columns come out as they went in, each written in the way that is meant for its kind.

use super::*;

fn written(column: &[u8]) -> String {
    let mut text = String::new();
    write(&mut text, column);
    text
}

#[test]
fn columns_are_read_as_they_were_written() {
    let scattered: Vec<u8> = (0..500_u32)
        .map(|at| (at * at * 7 / 3 % 10) as u8)
        .collect();
    for column in [
        &[][..],
        &[7],
        &[1, 2],
        &[4; 300],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2],
        &[
            1, 2, 1, 1, 2, 2, 1, 2, 1, 2, 2, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 2, 2, 1, 1, 2, 1, 2, 1,
            1, 1,
        ],
        &scattered,
        &scattered[..9],
        &scattered[..10],
    ] {
        let text = written(column);
        let mut rest = text.as_bytes();
        assert_eq!(read(&mut rest, column.len()).unwrap(), column, "{text}");
        assert!(rest.is_empty(), "{text}");
    }
}

#[test]
fn each_kind_of_column_is_written_in_its_own_way() {
    for (column, text) in [
        (&[4, 4, 4, 4][..], "4."),
        (&[0, 0, 0, 0, 0, 1], "01.000001"),
        (&[9, 1, 3, 9, 3, 1, 1, 9, 9, 3], "139:"),
    ] {
        assert!(written(column).starts_with(text), "{}", written(column));
    }
}

#[test]
fn what_follows_from_the_words_beside_it_is_written_once_for_each() {
    let words = [3, 9, 3, 3, 9, 3, 9, 9];
    let groups = Groups::new(words.into_iter());
    for (column, text) in [
        (words.map(|word| word as u8 / 2), ";14:C"),
        ([5; 8], "5."),
        ([1, 2, 1, 1, 2, 1, 2, 1], "12:"),
    ] {
        let mut written = String::new();
        write_grouped(&mut written, &column, &groups);
        assert!(written.starts_with(text), "{written}");
        assert_eq!(
            read_grouped(&mut written.as_bytes(), &groups).unwrap(),
            column
        );
    }
    assert_eq!(read_grouped(&mut &b";12"[..], &groups), None);
}

#[test]
fn nine_digits_without_pattern_take_five_letters() {
    let column: Vec<u8> = (0..900_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) % 10)
        .map(|digit| digit as u8)
        .collect();
    assert_eq!(written(&column).len(), "0123456789:".len() + 500);
}

#[test]
fn what_is_no_column_is_refused() {
    for text in [
        "",
        "1",
        "12",
        "12:",
        "12:%",
        "12.1",
        "12.1x",
        ":AA",
        "..",
        "1234567890123:AAAAA",
    ] {
        assert_eq!(read(&mut text.as_bytes(), 2), None, "{text}");
    }
}

#[test]
fn a_column_is_left_to_the_compressor_where_its_digits_stay_or_follow_each_other_in_few_ways() {
    for (column, runs) in [
        // Fewer than one change in four digits.
        (&[0, 1, 1, 1, 1, 1, 1, 0][..], false),
        (&[0, 1, 1, 1, 1, 1, 1, 1, 0], true),
        (&[0, 1, 0, 0, 0, 0, 0, 1], false),
        // Three kinds of digits have few ways in any case, and are written in letters.
        (&[0, 1, 2, 0, 1, 2, 0, 1, 2], false),
        (&[0, 1, 2, 3, 0, 1, 2, 3, 0], true),
        // Of four kinds: in eight ways, and in nine.
        (&[0, 1, 2, 3, 0, 2, 1, 3, 1], true),
        (&[0, 1, 2, 3, 0, 2, 1, 3, 1, 0], false),
    ] {
        let kinds = (0..10).filter(|digit| column.contains(digit)).count();
        assert_eq!(runs_on(column, kinds), runs, "{column:?}");
        let mark = if runs { '.' } else { ':' };
        assert!(written(column).contains(mark), "{}", written(column));
    }
}

#[test]
fn a_digit_for_each_group_is_written_where_there_are_at_least_two_rows_to_a_group() {
    for (words, column, grouped) in [
        (&[3, 9, 3, 9][..], &[1, 2, 1, 2][..], true),
        (&[3, 9, 7, 3, 9], &[1, 2, 1, 1, 2], false),
        (&[3, 9, 7, 3, 9, 7], &[1, 2, 1, 1, 2, 1], true),
        (&[3, 9, 3, 9, 3, 9], &[1, 2, 1, 2, 1, 1], false),
        (&[3, 3, 3, 3], &[1, 1, 1, 1], false),
    ] {
        let groups = Groups::new(words.iter().copied());
        let mut written = String::new();
        write_grouped(&mut written, column, &groups);
        assert_eq!(
            written.starts_with(';'),
            grouped,
            "{words:?} {column:?}: {written}"
        );
        let read = read_grouped(&mut written.as_bytes(), &groups);
        assert_eq!(read.as_deref(), Some(column));
    }
}

#[test]
fn as_many_digits_stand_in_a_group_as_thirty_bits_hold() {
    // 2^30 lies between 10^9 and 10^10, 9^9 and 9^10, 3^18 and 3^19.
    for (radix, digits) in [(2, 30), (3, 18), (4, 15), (9, 9), (10, 9)] {
        assert_eq!(in_group(radix), digits, "{radix}");
        assert_eq!(letters_for(radix, digits), 5, "{radix}");
    }
    // 10^1 fits in 6 bits, 10^3 in 12 (4096), 10^4 needs 18.
    for (digits, letters) in [
        (0, 1),
        (1, 1),
        (2, 2),
        (3, 2),
        (4, 3),
        (5, 3),
        (6, 4),
        (7, 4),
        (8, 5),
    ] {
        assert_eq!(letters_for(10, digits), letters, "{digits}");
    }
}

#[test]
fn what_promises_more_or_other_digits_than_it_has_is_refused() {
    for (text, length) in [
        ("1:A", 2),
        ("12345678901:A", 1),
        (".1", 1),
        ("1", 0),
        ("01:", 1),
        ("01.2x", 2),
        ("1;", 1),
    ] {
        assert_eq!(read(&mut text.as_bytes(), length), None, "{text}");
    }
    let mut rest = &b"7.01:B"[..];
    assert_eq!(read(&mut rest, 3).unwrap(), [7, 7, 7]);
    assert_eq!(
        read(&mut rest, 2).unwrap(),
        [1, 0],
        "the first digit is the last place"
    );
    assert!(rest.is_empty());
    assert_eq!(read(&mut &b"."[..], 0), Some(vec![]));
    assert_eq!(read(&mut &b"."[..], 1), None);
}
