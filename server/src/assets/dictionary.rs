//! Which files a browser may keep as dictionaries for their next versions, and
//! which one of them it says that it has (RFC 9842).

use axum::http::HeaderValue;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::INDEX;
use super::names::place_of_hash;

/// SHA-256 of a file's contents.
pub(super) type Digest = [u8; 32];

/// The addresses of all versions of a file, as a URL pattern: the page's own, or
/// that of a program's part with a star for the hash. `None` where the files are
/// too small, or too seldom changed, to pay for the header.
pub(super) fn versions(path: &str) -> Option<String> {
    if path == INDEX {
        return Some("/".into());
    }
    let pays = path.ends_with(".wasm") || path.ends_with(".js");
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
    let hash = place_of_hash(path).filter(|_| pays && path.bytes().all(plain))?;
    Some(format!("/{}*{}", &path[..hash.start], &path[hash.end..]))
}

/// `Use-As-Dictionary` for all versions of a file.
pub(super) fn offer(versions: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("match=\"{versions}\"")).ok()
}

/// The dictionary that an `Available-Dictionary` names; `None` for anything but
/// one byte sequence of the right length.
pub(super) fn named(header: &str) -> Option<Digest> {
    let inside = header.trim().strip_prefix(':')?.strip_suffix(':')?;
    BASE64_STANDARD.decode(inside).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_of_a_file_differ_in_the_hash_alone() {
        let cases = [
            ("index.html", Some("/")),
            ("app-0123456789abcdef_bg.wasm", Some("/app-*_bg.wasm")),
            ("app-0123456789abcdef_rest.wasm", Some("/app-*_rest.wasm")),
            ("more-0123456789abcdef.js", Some("/more-*.js")),
            ("service-worker.js", None),
            ("icons/icon-0123456789abcdef.svg", None),
            ("app-0123456789abcdef\"_bg.wasm", None),
            ("app-0123456789abcdef(.*).js", None),
        ];
        for (path, expected) in cases {
            assert_eq!(versions(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn only_a_whole_digest_names_a_dictionary() {
        let digest = [7; 32];
        let text = BASE64_STANDARD.encode(digest);
        assert_eq!(named(&format!(":{text}:")), Some(digest));
        let short = BASE64_STANDARD.encode([7; 31]);
        for header in ["", ":", "::", &text, &format!(":{short}:"), ":!:", ":a:b:"] {
            assert_eq!(named(header), None, "{header}");
        }
    }
}
