//! Normalising what was typed, and naming characters in sentences.

/// 半角 — the ASCII form of a full-width character (`Ａ` → `A`, `　` → space);
/// others stay as they are.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// 不可见字符 — whether `c` is invisible formatting that comes along when text
/// is pasted: soft hyphen, zero-width characters, direction marks, BOM.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether a line of text must not contain `c`: controls, line and paragraph
/// separators, and invisible formatting.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_invisible(c)
}

/// 编码规范化 — a code as it is compared: no white space or invisible
/// characters, half width, capitals. No code contains white space, so none is lost.
pub(crate) fn code(input: &str) -> String {
    input
        .chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| half_width(c).to_ascii_uppercase())
        .collect()
}

/// 单行文字 — a name as it is stored: trimmed, each run of blanks one space.
/// Control characters stay, to be refused where they stand.
pub(crate) fn line(input: &str) -> String {
    let mut out = String::with_capacity(input.len().min(512));
    for c in input.trim().chars() {
        let blank = c.is_whitespace() && !is_control(c);
        if !blank {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The first control character of `text` and its place, counted from 1.
pub(crate) fn first_control(text: &str) -> Option<(char, u32)> {
    numbered(text).find(|(c, _)| is_control(*c))
}

/// The characters of `text`, each with its place counted from 1.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (char, u32)> {
    text.chars().zip(1u32..)
}

/// How many characters `text` has.
pub(crate) fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A character as it is shown in a sentence; one that can't be seen by its number.
pub(crate) fn shown(c: char) -> String {
    if c.is_whitespace() || is_control(c) {
        format!("U+{:04X}", c as u32)
    } else {
        c.to_string()
    }
}
