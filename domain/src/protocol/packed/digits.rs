//! Columns of decimal digits: a column that never changes is its digit alone, one that
//! follows from the words beside it a digit for each kind of words, one
//! that runs on stays as it is for the compressor behind, and one without pattern is
//! written six bits a character, which Huffman codes of ten digits do not reach.

use crate::map::{SortedMap, SortedSet};

/// Six bits each; none of them has to be escaped in JSON.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// So many letters stand for one group of digits: thirty bits.
const GROUP: usize = 5;
/// Before digits that stand for themselves.
const PLAIN: u8 = b'.';
/// Before digits written in letters.
const DENSE: u8 = b':';

/// Before a column of one digit a group, where that says all.
const GROUPED: u8 = b';';

/// 分组 — to which of several groups each row of a column belongs.
pub(super) struct Groups {
    of_row: Vec<usize>,
    count: usize,
}

impl Groups {
    /// The groups of rows that have the same of `names`.
    pub(super) fn new(names: impl Iterator<Item = usize> + Clone) -> Self {
        let known: SortedSet<usize> = names.clone().collect();
        let known: SortedMap<usize, usize> = known.into_iter().zip(0..).collect();
        Self {
            of_row: names.filter_map(|name| known.get(&name).copied()).collect(),
            count: known.len(),
        }
    }

    /// The digit of each group, where all its rows have the same and that is shorter.
    fn digits(&self, column: &[u8]) -> Option<Vec<u8>> {
        let constant = column.windows(2).all(|pair| pair[0] == pair[1]);
        if constant || self.count * 2 > column.len() {
            return None;
        }
        let mut digits = vec![None; self.count];
        for (group, digit) in self.of_row.iter().zip(column) {
            if *digits[*group].get_or_insert(*digit) != *digit {
                return None;
            }
        }
        digits.into_iter().collect()
    }
}

/// Appends `column`, digits of 0 to 9, to `out`. Words and numbers often belong
/// together, a maker and the maker's code: then a digit for each group of rows is enough.
pub(super) fn write_grouped(out: &mut String, column: &[u8], groups: &Groups) {
    match groups.digits(column) {
        Some(digits) => {
            out.push(char::from(GROUPED));
            write(out, &digits);
        }
        None => write(out, column),
    }
}

/// Reads what [`write_grouped`] has written for rows of these groups.
pub(super) fn read_grouped(text: &mut &[u8], groups: &Groups) -> Option<Vec<u8>> {
    let Some(rest) = text.strip_prefix(&[GROUPED]) else {
        return read(text, groups.of_row.len());
    };
    *text = rest;
    let digits = read(text, groups.count)?;
    groups
        .of_row
        .iter()
        .map(|group| digits.get(*group).copied())
        .collect()
}

/// Appends `column`, digits of 0 to 9, to `out`.
pub(super) fn write(out: &mut String, column: &[u8]) {
    let alphabet: Vec<u8> = (0..10).filter(|digit| column.contains(digit)).collect();
    out.extend(alphabet.iter().map(|digit| char::from(b'0' + digit)));
    let plain = alphabet.len() < 2 || runs_on(column, alphabet.len());
    out.push(char::from(if plain { PLAIN } else { DENSE }));
    if alphabet.len() < 2 {
        return;
    }
    if plain {
        out.extend(column.iter().map(|digit| char::from(b'0' + digit)));
        return;
    }
    let radix = alphabet.len() as u32;
    for group in column.chunks(in_group(radix)) {
        let mut number = group.iter().rev().fold(0, |number, digit| {
            let place = alphabet.iter().position(|known| known == digit);
            number * radix + place.unwrap_or_default() as u32
        });
        for _ in 0..letters_for(radix, group.len()) {
            out.push(char::from(LETTERS[(number % 64) as usize]));
            number /= 64;
        }
    }
}

/// Reads a column of `length` digits and leaves `text` behind it; none where there is none.
pub(super) fn read(text: &mut &[u8], length: usize) -> Option<Vec<u8>> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (alphabet, rest) = text.split_at(digits);
    let (mark, rest) = rest.split_first()?;
    *text = rest;
    match (alphabet, *mark) {
        ([], PLAIN) => (length == 0).then(Vec::new),
        ([only], PLAIN) => Some(vec![only - b'0'; length]),
        (_, PLAIN) => {
            let column = take(text, length)?;
            let digit = |byte: &u8| byte.is_ascii_digit().then(|| byte - b'0');
            column.iter().map(digit).collect()
        }
        (alphabet, DENSE) if (2..=10).contains(&alphabet.len()) => dense(text, alphabet, length),
        _ => None,
    }
}

fn dense(text: &mut &[u8], alphabet: &[u8], length: usize) -> Option<Vec<u8>> {
    let radix = alphabet.len() as u32;
    // As many as the text can hold: a length alone must not ask for memory.
    let mut column = Vec::with_capacity(length.min(text.len().saturating_mul(6)));
    while column.len() < length {
        let group = in_group(radix).min(length - column.len());
        let letters = take(text, letters_for(radix, group))?;
        let mut number = letters.iter().rev().try_fold(0_u32, |number, letter| {
            let place = LETTERS.iter().position(|known| known == letter)?;
            Some(number * 64 + place as u32)
        })?;
        for _ in 0..group {
            column.push(alphabet[(number % radix) as usize] - b'0');
            number /= radix;
        }
    }
    Some(column)
}

fn take<'a>(text: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = text.split_at_checked(length)?;
    *text = rest;
    Some(taken)
}

/// Whether the compressor finds repetition in it: digits that mostly stay, or that
/// follow each other in few ways, as a counter's do.
fn runs_on(column: &[u8], radix: usize) -> bool {
    let mut follows = [[false; 10]; 10];
    let mut changes = 0;
    for pair in column.windows(2) {
        follows[usize::from(pair[0])][usize::from(pair[1])] = true;
        changes += usize::from(pair[0] != pair[1]);
    }
    let ways = follows.iter().flatten().filter(|known| **known).count();
    changes * 4 < column.len() || radix > 3 && ways <= 2 * radix
}

/// How many digits of `radix` kinds thirty bits hold.
fn in_group(radix: u32) -> usize {
    (1_u32 << (6 * GROUP)).ilog(radix) as usize
}

/// How many letters `digits` of `radix` kinds need.
fn letters_for(radix: u32, digits: usize) -> usize {
    let numbers = u64::from(radix).pow(digits as u32);
    (1..=GROUP)
        .find(|letters| 64_u64.pow(*letters as u32) >= numbers)
        .unwrap_or(GROUP)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
