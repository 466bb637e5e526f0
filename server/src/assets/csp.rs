//! The content security policy: our own files, and of what stands in the page
//! itself exactly the scripts and styles that we built, named by their hashes.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The policy for the page `index`.
pub(super) fn policy(index: &str) -> String {
    let scripts = hashes(index, "script");
    let styles = hashes(index, "style");
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; img-src 'self' \
         blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn hashes(page: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut found = String::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        let Some(end) = rest.find('>') else { break };
        let (attributes, body) = (&rest[..end], &rest[end + 1..]);
        if attributes.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
            continue;
        }
        let Some(end) = body.find(&close) else { break };
        let text = &body[..end];
        if !text.is_empty() {
            let hash = BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
            found.push_str(&format!(" 'sha256-{hash}'"));
        }
        rest = &body[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_and_styles_are_named_by_their_hashes() {
        let page =
            "<style>a{}</style><script type=\"module\">x()</script><script src=\"/a.js\"></script>";
        let policy = policy(page);
        let of = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        assert!(
            policy.contains(&format!("style-src 'self' 'sha256-{}';", of("a{}"))),
            "{policy}"
        );
        let scripts = format!(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-{}';",
            of("x()")
        );
        assert!(policy.contains(&scripts), "{policy}");
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn a_page_that_breaks_off_gives_a_policy_all_the_same() {
        for page in [
            "",
            "<script",
            "<script>",
            "<script>x",
            "<scripted>x</scripted>",
        ] {
            assert!(
                policy(page).contains("script-src 'self' 'wasm-unsafe-eval';"),
                "{page}"
            );
        }
    }
}
