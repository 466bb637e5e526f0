//! The lines in which device and server speak of a draft. Drafts are JSON as this program
//! writes it, in which no line ends.

use crate::timestamp::Timestamp;

/// The mark of a state that the device itself has brought about.
pub const HERE: &str = "h";
/// That of one from another device.
const ELSEWHERE: &str = "e";
/// That of one which cannot be joined with what was sent: the device keeps both.
pub const CONTESTED: &str = "c";

/// 持有的草稿 — a draft as a device has it: `head`, or `head`, what it said, what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// To which of the server's states it was last brought: that one's moment; 0 for none.
    pub at: Timestamp,
    /// What became of it here since; none where nothing did.
    pub change: Option<Change>,
}

/// 草稿改动 — what became of a draft on a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What it said before: something that device and server both had; empty for none.
    pub base: String,
    /// What it says now; empty where it was submitted or given up.
    pub text: String,
}

/// 草稿消息 — a draft as the server has it: `head`, or `head` and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// When it became so, by the server's clock: the name of this state, too.
    pub at: Timestamp,
    /// What it says, empty where it is not there any more; none: what was sent.
    pub text: Option<String>,
    /// Whether this and what was sent cannot be joined: the device keeps both.
    pub contested: bool,
}

/// 状态名 — how a state is named: in which of the server's lives it came to be, when (0: none
/// has yet), and by whom.
#[must_use]
pub fn head(epoch: &str, at: Timestamp, mark: &str) -> String {
    let at = at.as_millis().to_string();
    [epoch, " ", &at, " ", mark].concat()
}

/// The moment and the mark of a state; none where it is none of this life's.
fn read<'h>(head: &'h str, epoch: &str) -> Option<(Timestamp, &'h str)> {
    let (at, mark) = head
        .strip_prefix(epoch)?
        .strip_prefix(' ')?
        .split_once(' ')?;
    let at = Timestamp::from_millis(at.parse().ok()?);
    Some((at, mark))
}

impl Held {
    /// Reads a line. What both had in an earlier life of the server, this one need not have.
    #[must_use]
    pub fn read(line: &str, epoch: &str) -> Self {
        let mut parts = line.splitn(3, '\n');
        let head = parts.next().unwrap_or_default();
        let change = parts.next().zip(parts.next()).map(|(base, text)| Change {
            base: base.to_owned(),
            text: text.to_owned(),
        });
        match read(head, epoch) {
            Some((at, _)) => Self { at, change },
            None => Self {
                at: Timestamp::default(),
                change: change.map(|change| Change {
                    base: String::new(),
                    ..change
                }),
            },
        }
    }

    /// The line.
    #[must_use]
    pub fn line(&self, epoch: &str) -> String {
        let head = head(epoch, self.at, HERE);
        match &self.change {
            Some(Change { base, text }) => [&head, "\n", base, "\n", text].concat(),
            None => head,
        }
    }
}

impl News {
    /// Reads a line; none where it is not of that life of the server.
    #[must_use]
    pub fn read(line: &str, epoch: &str) -> Option<Self> {
        let (head, text) = match line.split_once('\n') {
            Some((head, text)) => (head, Some(text.to_owned())),
            None => (line, None),
        };
        let (at, mark) = read(head, epoch)?;
        let contested = mark == CONTESTED;
        Some(Self {
            at,
            text,
            contested,
        })
    }

    /// The line.
    #[must_use]
    pub fn line(&self, epoch: &str) -> String {
        let mark = match (&self.text, self.contested) {
            (None, _) => HERE,
            (Some(_), false) => ELSEWHERE,
            (Some(_), true) => CONTESTED,
        };
        let head = head(epoch, self.at, mark);
        match &self.text {
            Some(text) => [&head, "\n", text].concat(),
            None => head,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let at = Timestamp::from_millis(1_795_320_000_000);
        let change = Change {
            base: "{}".into(),
            text: String::new(),
        };
        for change in [None, Some(change)] {
            let held = Held { at, change };
            assert_eq!(Held::read(&held.line("a life"), "a life"), held);
        }
        for (text, contested) in [(None, false), (Some(""), false), (Some("{}"), true)] {
            let text = text.map(str::to_owned);
            let news = News {
                at,
                text,
                contested,
            };
            assert_eq!(News::read(&news.line("a life"), "a life"), Some(news));
        }
    }

    #[test]
    fn what_was_common_in_another_life_is_nothing_in_this_one() {
        let change = Change {
            base: "{}".into(),
            text: "{ }".into(),
        };
        let held = Held {
            at: Timestamp::from_millis(7),
            change: Some(change),
        };
        let read = Held::read(&held.line("one"), "another");
        assert_eq!(read.at, Timestamp::default());
        assert_eq!(read.change.unwrap().base, "");
        assert_eq!(Held::read("", "one"), Held::default());
        assert_eq!(News::read("one", "one"), None);
    }
}
