//! Amounts of data, as people read them.

/// The units there are, each 1024 times the one before.
const UNITS: [&str; 3] = [" KB", " MB", " GB"];

/// `12.3 KB`, `1.0 MB`: one decimal, and never more than 1023.9 of a unit but of
/// the largest. Anything at all is at least 0.1 KB.
#[must_use]
pub fn size(bytes: u64) -> String {
    let mut tenths = rounded(bytes.saturating_mul(10), 1024);
    if bytes > 0 {
        tenths = tenths.max(1);
    }
    let mut unit = UNITS[0];
    let mut one = 1024_u64;
    for larger in &UNITS[1..] {
        if tenths < 10_240 {
            break;
        }
        one *= 1024;
        tenths = rounded(bytes.saturating_mul(10), one);
        unit = larger;
    }
    [
        &(tenths / 10).to_string(),
        ".",
        &(tenths % 10).to_string(),
        unit,
    ]
    .concat()
}

fn rounded(number: u64, by: u64) -> u64 {
    number.saturating_add(by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_one_decimal_and_the_unit_that_fits() {
        for (bytes, text) in [
            (0, "0.0 KB"),
            (1, "0.1 KB"),
            (51, "0.1 KB"),
            (512, "0.5 KB"),
            (1024, "1.0 KB"),
            (149_126, "145.6 KB"),
            (1_048_000, "1023.4 KB"),
            (1_048_524, "1023.9 KB"),
            (1_048_525, "1.0 MB"),
            (1_048_576, "1.0 MB"),
            (5 * 1_048_576 + 314_573, "5.3 MB"),
            (1_073_741_823, "1.0 GB"),
            (2_500_000_000_000, "2328.3 GB"),
        ] {
            assert_eq!(size(bytes), text, "{bytes}");
        }
    }
}
