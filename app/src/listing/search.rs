//! Searching listings: in memory, at every keystroke.

/// Text as it is compared: half width, small letters, no blanks.
#[must_use]
pub fn normalised(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}' && *c != '\u{FEFF}')
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// What is looked for: every word of it has to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self {
            words: text
                .split_whitespace()
                .map(normalised)
                .filter(|word| !word.is_empty())
                .collect(),
        }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text that is [`normalised`] has every word.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        let text = normalised("一次性使用 注射器 Ｃ１４０３ 5ML");
        for query in [
            "c1403",
            "Ｃ１４０３",
            "注射器 5ml",
            "一次性使用注射器",
            "　5ml　",
        ] {
            assert!(Query::read(query).finds(&text), "{query}");
        }
        assert!(!Query::read("注射器 10ml").finds(&text));
    }

    #[test]
    fn nothing_typed_finds_everything() {
        assert!(Query::read("  ").finds("x"));
    }
}
