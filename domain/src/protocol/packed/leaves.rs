//! One command's text, taken apart: the skeleton of its JSON, the texts of its leaves,
//! and the digits in them.

/// Stands in a skeleton for a leaf. Private characters of Unicode: a text that has one
/// itself is not packed.
const LEAF: char = '\u{E000}';
/// The longest run of digits that one character stands for.
const LONGEST: u32 = 0xFF;

/// A command taken apart.
pub(super) struct Parts {
    /// Brackets, commas and quotation marks, with a [`LEAF`] for each leaf.
    pub(super) skeleton: String,
    /// The leaves in order.
    pub(super) leaves: Vec<Leaf>,
}

/// What stands between two quotation marks, keys included, or a number.
#[derive(Default)]
pub(super) struct Leaf {
    /// Its text; a run of n digits is the character U+E000 + n.
    pub(super) pattern: String,
    /// All its digits.
    pub(super) digits: Vec<u8>,
    run: u32,
}

impl Leaf {
    fn add(&mut self, character: char) {
        match character.to_digit(10) {
            Some(digit) => {
                if self.run == LONGEST {
                    self.end_run();
                }
                self.run += 1;
                self.digits.push(digit as u8);
            }
            None => {
                self.end_run();
                self.pattern.push(character);
            }
        }
    }

    fn end_run(&mut self) {
        if self.run > 0 {
            self.pattern.extend(char::from_u32(LEAF as u32 + self.run));
            self.run = 0;
        }
    }
}

/// Takes `text` apart; none where it has characters that stand for something here.
pub(super) fn split(text: &str) -> Option<Parts> {
    let mut parts = Parts {
        skeleton: String::new(),
        leaves: vec![],
    };
    let mut leaf: Option<Leaf> = None;
    let (mut quoted, mut escaped) = (false, false);
    for character in text.chars() {
        if length_of(character).is_some() || character == LEAF {
            return None;
        }
        let inside = match quoted {
            true => escaped || character != '"',
            false => character.is_ascii_digit(),
        };
        escaped = quoted && !escaped && character == '\\';
        if inside {
            leaf.get_or_insert_with(|| parts.begin()).add(character);
            continue;
        }
        parts.end(leaf.take());
        parts.skeleton.push(character);
        if character == '"' {
            quoted = !quoted;
            leaf = quoted.then(|| parts.begin());
        }
    }
    parts.end(leaf);
    Some(parts)
}

impl Parts {
    fn begin(&mut self) -> Leaf {
        self.skeleton.push(LEAF);
        Leaf::default()
    }

    fn end(&mut self, leaf: Option<Leaf>) {
        if let Some(mut leaf) = leaf {
            leaf.end_run();
            self.leaves.push(leaf);
        }
    }
}

/// For how many digits a character of a pattern stands, if it does.
fn length_of(character: char) -> Option<usize> {
    let length = (character as u32).checked_sub(LEAF as u32)?;
    (1..=LONGEST).contains(&length).then_some(length as usize)
}

/// How many leaves a skeleton has.
pub(super) fn leaves_in(skeleton: &str) -> usize {
    skeleton
        .chars()
        .filter(|character| *character == LEAF)
        .count()
}

/// How many digits a pattern stands for.
pub(super) fn digits_in(pattern: &str) -> usize {
    pattern.chars().filter_map(length_of).sum()
}

/// How many bytes a skeleton or a pattern has without what stands for something else.
pub(super) fn bytes_in(text: &str) -> usize {
    let stands = |character: &char| length_of(*character).is_none() && *character != LEAF;
    text.chars().filter(stands).map(char::len_utf8).sum()
}

/// Puts a command together again: `leaf` gives the pattern and the digits of each leaf in order.
pub(super) fn join<'a>(
    skeleton: &str,
    mut leaf: impl FnMut() -> Option<(&'a str, &'a [u8])>,
) -> Option<String> {
    let mut text = String::new();
    for character in skeleton.chars() {
        if character != LEAF {
            text.push(character);
            continue;
        }
        let (pattern, mut digits) = leaf()?;
        for character in pattern.chars() {
            match length_of(character) {
                None => text.push(character),
                Some(length) => {
                    let (run, rest) = digits.split_at_checked(length)?;
                    text.extend(run.iter().map(|digit| char::from(b'0' + digit)));
                    digits = rest;
                }
            }
        }
    }
    Some(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
