//! Which of a file's precompressed forms an `Accept-Encoding` takes.

/// The forms that a build lays beside a file, smallest first: name and ending.
const FORMS: [(&str, &str); 3] = [("br", ".br"), ("zstd", ".zst"), ("gzip", ".gz")];

/// The forms that the header takes, best first: by its weights, then by size.
pub(super) fn accepted(header: &str) -> Vec<(&'static str, &'static str)> {
    let offers = offers(header);
    let weight = |name: &str| {
        let named = offers.iter().find(|(offered, _)| offered == name);
        named
            .or_else(|| offers.iter().find(|(offered, _)| offered == "*"))
            .map_or(0.0, |(_, weight)| *weight)
    };
    let mut forms: Vec<_> = FORMS
        .into_iter()
        .filter(|(name, _)| weight(name) > 0.0)
        .collect();
    forms.sort_by(|(a, _), (b, _)| weight(b).total_cmp(&weight(a)));
    forms
}

/// Whether the header names `dcz`, what is new against a dictionary. A star, which
/// stands for any form that needs nothing else, does not name it.
pub(super) fn takes_dictionary(header: &str) -> bool {
    offers(header)
        .iter()
        .any(|(name, weight)| name == "dcz" && *weight > 0.0)
}

fn offers(header: &str) -> Vec<(String, f32)> {
    header.split(',').filter_map(offer).collect()
}

fn offer(part: &str) -> Option<(String, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let name = pieces.next()?.to_ascii_lowercase();
    let weight = pieces
        .find_map(|piece| piece.strip_prefix("q="))
        .map_or(Some(1.0), |q| q.parse().ok())?;
    Some((name, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_form_that_is_taken_comes_first() {
        let names = |header| {
            accepted(header)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names("gzip, deflate, br, zstd"), ["br", "zstd", "gzip"]);
        assert_eq!(names("gzip"), ["gzip"]);
        assert_eq!(names("br;q=0.1, gzip"), ["gzip", "br"]);
        assert_eq!(names("br;q=0, *"), ["zstd", "gzip"]);
        assert_eq!(names("identity"), Vec::<&str>::new());
        assert_eq!(names(""), Vec::<&str>::new());
        assert_eq!(names("br;q=x"), Vec::<&str>::new());
    }

    #[test]
    fn a_dictionary_is_used_only_where_it_is_named() {
        for header in ["dcz", "gzip, deflate, br, zstd, dcb, dcz", "br, DCZ;q=0.5"] {
            assert!(takes_dictionary(header), "{header}");
        }
        for header in ["", "*", "br, zstd", "dcb", "dcz;q=0", "xdcz"] {
            assert!(!takes_dictionary(header), "{header}");
        }
    }
}
