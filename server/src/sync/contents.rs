//! What the log says of a record's contents: enough to tell whether a row is what was
//! written, and nothing about a person, of whom the log must be able to forget everything.

use std::ops::Range;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use sha2::{Digest, Sha256};

/// How the members begin that hold something personal of an application.
const APPLICANT: [&str; 4] = [
    "\"operator_name\":\"",
    "\"operator_phone\":\"",
    "\"security_email\":\"",
    "\"login_name\":\"",
];

/// How whoever did a step of the history begins, with an account.
const PARTY: &str = "\"by\":{\"account\":\"";

/// And, behind the account, that person's name.
const NAME: &str = "\"name\":\"";

/// How a record begins in which the first of these can stand.
const REGISTRATION: &str = "{\"collection\":\"registration\"";

/// 内容摘要 — the SHA-256, in base64, of a record's bytes as the store writes them but for
/// people's names, numbers and addresses.
pub(crate) fn contents(body: &str) -> String {
    let mut personal: Vec<Range<usize>> = values(body, PARTY)
        .filter_map(|account| {
            let behind = account.end + 1;
            let name = body.get(behind..)?.strip_prefix(',')?;
            let from = behind + 1 + name.strip_prefix(NAME).map(|_| NAME.len())?;
            Some(from..end(body, from))
        })
        .collect();
    if body.starts_with(REGISTRATION) {
        personal.extend(APPLICANT.iter().flat_map(|member| values(body, member)));
        personal.sort_by_key(|range| range.start);
    }
    let mut hasher = Sha256::new();
    let mut from = 0;
    for range in personal {
        hasher.update(body.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    hasher.update(body.get(from..).unwrap_or_default());
    BASE64_STANDARD_NO_PAD.encode(hasher.finalize())
}

/// Where the values of members that begin so stand. A quotation mark within a text has a
/// backslash before it, so nothing that somebody typed can look like a member.
fn values<'a>(body: &'a str, member: &'static str) -> impl Iterator<Item = Range<usize>> + 'a {
    body.match_indices(member).map(|(at, _)| {
        let from = at + member.len();
        from..end(body, from)
    })
}

/// The end of the text that begins at `from`.
fn end(body: &str, from: usize) -> usize {
    let bytes = body.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(price: &str, name: &str) -> String {
        format!(
            "{{\"collection\":\"listing\",\"body\":{{\"price\":\"{price}\",\"login_name\":\"kept\",\
             \"review\":{{\"history\":[{{\"by\":{{\"account\":\"a.1\",\"name\":\"{name}\"}},\"at\":1}}]}}}}}}"
        )
    }

    #[test]
    fn contents_tell_what_changed_unless_it_is_a_persons_name() {
        let first = contents(&listing("1", "张三"));
        assert_eq!(first, contents(&listing("1", "李四 \\\"的\\\\")));
        assert_ne!(first, contents(&listing("2", "张三")));
        let other_account = listing("1", "张三").replace("a.1", "a.2");
        assert_ne!(first, contents(&other_account));
        let no_registration = listing("1", "张三").replace("kept", "lost");
        assert_ne!(first, contents(&no_registration));
    }

    #[test]
    fn nothing_personal_of_an_application_is_in_its_contents() {
        let body = |phone: &str, code: &str| {
            format!(
                "{{\"collection\":\"registration\",\"body\":{{\"operator_phone\":\"{phone}\",\"credit_code\":\"{code}\"}}}}"
            )
        };
        assert_eq!(
            contents(&body("13800138000", "9")),
            contents(&body("", "9"))
        );
        assert_ne!(contents(&body("", "9")), contents(&body("", "8")));
    }

    #[test]
    fn what_somebody_typed_is_not_taken_for_a_member() {
        let typed = |text: &str| {
            let text = serde_json::to_string(text).unwrap_or_default();
            format!("{{\"collection\":\"registration\",\"body\":{{\"address\":{text}}}}}")
        };
        let one = typed("\"login_name\":\"a\"");
        assert_ne!(contents(&one), contents(&typed("\"login_name\":\"b\"")));
    }
}
