//! What an address and a file name say of themselves.

use std::ops::Range;

/// Whether the name bears a hash of the contents, `app-0123456789abcdef_bg.wasm`:
/// such a file never changes under its name.
pub(super) fn is_hashed(path: &str) -> bool {
    place_of_hash(path).is_some()
}

/// Where in the name the hash stands, if it bears one.
pub(super) fn place_of_hash(path: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let pieces = path.split(|c: char| !c.is_ascii_alphanumeric());
    let places = pieces.map(|piece| {
        let place = start..start + piece.len();
        // What parts two pieces may be of more than one byte.
        let parting = path[place.end..].chars().next();
        start = place.end + parting.map_or(0, char::len_utf8);
        (piece, place)
    });
    let is_hash = |piece: &str| {
        piece.len() >= 12
            && piece
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            && piece.bytes().any(|b| b.is_ascii_digit())
    };
    places
        .skip(1)
        .find(|(piece, _)| is_hash(piece))
        .map(|(_, place)| place)
}

/// Whether an address names a file. Records' names have dots too, but a number
/// after the last one.
pub(super) fn looks_like_a_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| !ending.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in [
            "yangcai-app-5e2f0c1d9a3b4c7d.js",
            "a/app-0123456789abcdef_bg.wasm",
            "main-00ff00ff00ff00ff.css",
        ] {
            assert!(is_hashed(name), "{name}");
            let hash = place_of_hash(name).map(|place| &name[place]);
            assert_eq!(hash.map(str::len), Some(16), "{name}");
        }
        for name in [
            "index.html",
            "service-worker.js",
            "0123456789abcdef.js",
            "icon-192.png",
            "a-facade.css",
            "图标-图标.png",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn a_record_in_an_address_is_not_taken_for_a_file() {
        assert!(!looks_like_a_file("listings/0123456789abcdef.12.3"));
        assert!(!looks_like_a_file("hunan/register"));
        assert!(looks_like_a_file("app.js"));
        assert!(looks_like_a_file("favicon.ico"));
    }
}
