//! A JSON text taken apart: what the browser reads of its own server and of its
//! own database. A parser of a hundred lines costs a tenth of serde_json's in the
//! download; a test holds the two against each other.

use std::borrow::Cow;

/// How deep arrays and objects may nest; our own types need a dozen.
const DEEPEST: u32 = 64;

/// 一个 JSON 值 — borrowed from its text as far as that goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`, and what is missing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    /// A string, its escapes resolved.
    String(Cow<'a, str>),
    /// `[…]`
    Array(Vec<Value<'a>>),
    /// `{…}` with its own text.
    Object(&'a str, Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// Takes `text` apart; none where it is not JSON, or nests too deep.
    #[must_use]
    #[inline(never)]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST)?;
        reader.space();
        (reader.at == text.len()).then_some(value)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Goes past `wanted`, and spaces before it, if it is next.
    #[inline(never)]
    fn eat(&mut self, wanted: u8) -> bool {
        self.space();
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    #[inline(never)]
    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        let deeper = depth.checked_sub(1)?;
        self.space();
        let start = self.at;
        match self.peek()? {
            b'"' => self.string().map(Value::String),
            b'{' => {
                self.at += 1;
                let mut members = Vec::new();
                while !self.eat(b'}') {
                    if !members.is_empty() && !self.eat(b',') {
                        return None;
                    }
                    self.space();
                    let name = self.string()?;
                    if !self.eat(b':') {
                        return None;
                    }
                    members.push((name, self.value(deeper)?));
                }
                Some(Value::Object(&self.text[start..self.at], members))
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.eat(b']') {
                    if !items.is_empty() && !self.eat(b',') {
                        return None;
                    }
                    items.push(self.value(deeper)?);
                }
                Some(Value::Array(items))
            }
            _ => {
                while self.peek().is_some_and(is_word) {
                    self.at += 1;
                }
                Some(match &self.text[start..self.at] {
                    "null" => Value::Null,
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    word if starts_number(word) => Value::Number(word),
                    _ => return None,
                })
            }
        }
    }

    /// A string, from its opening quote on.
    #[inline(never)]
    fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let mut start = self.at;
        let mut resolved: Option<String> = None;
        loop {
            match self.peek()? {
                b'"' => {
                    let rest = &self.text[start..self.at];
                    self.at += 1;
                    return Some(match resolved {
                        None => Cow::Borrowed(rest),
                        Some(resolved) => Cow::Owned(resolved + rest),
                    });
                }
                b'\\' => {
                    let resolved = resolved.get_or_insert_default();
                    resolved.push_str(&self.text[start..self.at]);
                    self.at += 1;
                    resolved.push(self.escape()?);
                    start = self.at;
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
    }

    /// The character of an escape, from behind its backslash on.
    fn escape(&mut self) -> Option<char> {
        let kind = self.peek()?;
        self.at += 1;
        Some(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.four_digits()?;
                let code = match unit {
                    // Half of a pair: the other half must follow.
                    0xd800..0xdc00 => {
                        let followed = self.text[self.at..].starts_with("\\u");
                        self.at += 2;
                        let low = followed.then(|| self.four_digits())??;
                        0x10000 + ((unit - 0xd800) << 10) + low.checked_sub(0xdc00)?
                    }
                    _ => unit,
                };
                return char::from_u32(code);
            }
            _ => return None,
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

fn starts_number(word: &str) -> bool {
    word.trim_start_matches('-')
        .starts_with(|digit: char| digit.is_ascii_digit())
}
