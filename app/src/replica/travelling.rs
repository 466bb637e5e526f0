//! Drafts on their way between one person's devices. Beside each draft that has travelled
//! stands a note: the name of the server's state to which it was last brought, and in the
//! next line what it said, which device and server both had then. On that ground the server
//! joins what became of it here and elsewhere ([`domain::draft`]).

use domain::draft::{CALL_BYTES, CONTESTED, HERE, Lines, MAX_BYTES, MAX_COUNT};
use domain::map::SortedMap;
use domain::timestamp::Timestamp;

use super::batch::DRAFT;
use super::{Replica, WriteBatch};

/// A note has the name of its draft behind this, which no form's begins with.
const NOTE: &str = "~";

/// 草稿所在 — on which of a person's devices a draft is, as far as this one knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Here only, as it is now.
    Here,
    /// The platform has it.
    Carried,
    /// It came from another device, which left it so at that moment.
    Elsewhere(Timestamp),
}

/// Where the draft of that name is; all of them and the notes beside them are in `drafts`.
#[must_use]
pub fn whereabouts(drafts: &SortedMap<String, String>, name: &str) -> Whereabouts {
    let note = drafts
        .get(&note_of(name))
        .and_then(|note| note.split_once('\n'));
    let Some((head, base)) = note else {
        return Whereabouts::Here;
    };
    if drafts.get(name).is_none_or(|text| text != base) {
        return Whereabouts::Here;
    }
    // Of whose life, when, by whom.
    let at = head
        .split_once(' ')
        .and_then(|(_, rest)| rest.split_once(' '));
    match at.and_then(|(at, _)| at.parse().ok()) {
        Some(at) if !head.ends_with(HERE) => Whereabouts::Elsewhere(Timestamp::from_millis(at)),
        _ => Whereabouts::Carried,
    }
}

/// Whether a draft, as it is now, is on this device only.
#[must_use]
pub fn any_here_only(drafts: &SortedMap<String, String>) -> bool {
    let mut names = drafts.keys().filter(|name| !name.starts_with(NOTE));
    names.any(|name| whereabouts(drafts, name) == Whereabouts::Here)
}

/// Whether the platform has a draft as it is now.
#[must_use]
pub fn any_carried(drafts: &SortedMap<String, String>) -> bool {
    let mut names = drafts.keys().filter(|name| !name.starts_with(NOTE));
    names.any(|name| whereabouts(drafts, name) != Whereabouts::Here)
}

impl Replica {
    /// What is said to the server of the drafts here, and whether anything of it is new.
    #[must_use]
    pub fn draft_lines(&self) -> (Lines, bool) {
        let mut lines = Lines::new();
        let mut room = CALL_BYTES;
        for key in self.drafts.keys() {
            let name = key.strip_prefix(NOTE).unwrap_or(key);
            let (mut line, base) = self.note(name);
            let text = self.draft(name).unwrap_or_default();
            let length = text.len() + base.len();
            // What is too long stays here; what is too much goes next time.
            if base != text && text.len() <= MAX_BYTES && length <= room && lines.len() < MAX_COUNT
            {
                room -= length;
                line = [&line, "\n", base, "\n", text].concat();
            }
            lines.insert(name.to_owned(), line);
        }
        lines.insert(String::new(), self.meta.client_id.as_str().to_owned());
        (lines, room < CALL_BYTES)
    }

    /// What to write where the server has answered `asked` with `news` of the draft `name`.
    /// What was typed since the question is not touched, nor is a form that is `open`: the
    /// next answer is about those. Where both are to be kept, `beside` is the place for what
    /// was written here.
    #[must_use]
    pub fn draft_news(
        &self,
        asked: &Lines,
        name: &str,
        news: &str,
        open: bool,
        beside: Option<&str>,
    ) -> WriteBatch {
        let (old, base) = self.note(name);
        let change = asked.get(name).and_then(|line| line.split_once('\n'));
        let change = change.and_then(|(_, rest)| rest.split_once('\n'));
        let change = change.map(|(_, text)| text);
        let sent = change.unwrap_or(base);
        let here = self.draft(name).unwrap_or_default();
        let (head, text) = match news.split_once('\n') {
            Some((head, text)) => (head, Some(text)),
            None => (news, None),
        };
        let contested = head.ends_with(CONTESTED);
        let mut batch = WriteBatch::default();
        let (head, base) = if here != sent || open && text.is_some() {
            if change.is_none() || contested {
                return batch;
            }
            // The server has that, whatever it made of it: what comes goes on from there.
            (&*old, sent)
        } else {
            let text = text.unwrap_or(sent);
            if contested {
                let Some(beside) = beside else {
                    return batch;
                };
                batch = self.keep_draft(beside, here);
            }
            keep(&mut batch, name, text);
            (head, text)
        };
        let note = match base {
            "" => String::new(),
            base => [head, "\n", base].concat(),
        };
        keep(&mut batch, &note_of(name), &note);
        batch.only_over(name, here);
        batch
    }

    /// The state to which the draft was last brought, and what it said then; none where that
    /// was in another of the server's lives.
    fn note(&self, name: &str) -> (String, &str) {
        let note = self
            .draft(&note_of(name))
            .and_then(|note| note.split_once('\n'));
        match note.filter(|(head, _)| head.starts_with(self.meta.epoch.as_str())) {
            Some((head, base)) => (head.to_owned(), base),
            None => ([&self.meta.epoch, " 0 ", HERE].concat(), ""),
        }
    }
}

fn note_of(name: &str) -> String {
    [NOTE, name].concat()
}

/// Puts a row of drafts, or takes it away.
fn keep(batch: &mut WriteBatch, name: &str, text: &str) {
    if text.is_empty() {
        batch.delete(DRAFT, name);
    } else {
        batch.put_bytes(DRAFT, name, text.as_bytes().to_vec());
    }
}
