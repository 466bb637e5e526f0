//! Names of clients, records and spaces: spelt in one way, against vectors worked out
//! elsewhere.
#![allow(clippy::unwrap_used)]

use domain::client_id::{ClientId, MalformedId};
use domain::json::read;
use domain::record_id::RecordId;
use domain::space::{IntakeId, Space, hex};
use proptest::prelude::*;

#[test]
fn random_bytes_are_spelt_as_crockford_has_it() {
    for (bytes, text) in [
        ([0; 10], "0000000000000000"),
        ([255; 10], "zzzzzzzzzzzzzzzz"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "041061050r3gg28a"),
        ([255, 0, 1, 2, 3, 4, 5, 6, 7, 8], "zw0020g30g2gc1r8"),
    ] {
        let id = ClientId::from_random(bytes);
        assert_eq!(id.as_str(), text);
        assert_eq!(
            (id.to_string(), format!("{id:?}")),
            (text.into(), text.into())
        );
        assert_eq!(serde_json::to_value(id).unwrap(), text);
        assert_eq!(serde_json::from_value::<ClientId>(text.into()).unwrap(), id);
        assert_eq!(read::<ClientId>(&format!("\"{text}\"")), Some(id));
    }
    assert_eq!(MalformedId.to_string(), "malformed id");
}

#[test]
fn a_record_is_spelt_by_its_client_its_number_and_its_row() {
    let id = RecordId::of_command(ClientId::from_random([1; 10]), 7);
    for (id, text) in [
        (id, "040g2081040g2081.7"),
        (id.with_row(2), "040g2081040g2081.7.2"),
        (id.with_row(u32::MAX), "040g2081040g2081.7.4294967295"),
    ] {
        assert_eq!(
            (id.to_string(), format!("{id:?}")),
            (text.into(), text.into())
        );
        assert_eq!(text.parse(), Ok(id));
        assert_eq!(serde_json::to_value(id).unwrap(), text);
        assert_eq!(serde_json::from_value::<RecordId>(text.into()).unwrap(), id);
    }
    let beyond = "040g2081040g2081.7.4294967296";
    assert_eq!(beyond.parse::<RecordId>(), Err(MalformedId));
    assert!(serde_json::from_value::<RecordId>("7".into()).is_err());
}

#[test]
fn an_intake_is_named_by_the_first_half_of_its_secrets_sha_256() {
    let intake = IntakeId::of_secret("abc");
    let text = "ba7816bf8f01cfea414140de5dae2223";
    assert_eq!(intake.as_str(), text);
    assert_eq!(serde_json::to_value(&intake).unwrap(), text);
    assert_eq!(
        serde_json::from_value::<IntakeId>(text.into()).unwrap(),
        intake
    );
    assert_eq!(read::<IntakeId>(&format!("\"{text}\"")), Some(intake));
    for wrong in [
        &text[..31],
        "ba7816bf8f01cfea414140de5dae22230",
        "BA7816BF8F01CFEA414140DE5DAE2223",
        "ga7816bf8f01cfea414140de5dae2223",
        "ba7816bf8f01cfea414140de5dae222`",
        "................................",
    ] {
        let refused = IntakeId::try_from(wrong.to_owned());
        assert_eq!(refused, Err(MalformedId), "{wrong}");
    }
}

#[test]
fn spaces_are_spelt_as_paths_below_their_platform() {
    for text in [
        "hunan/intake/ba7816bf8f01cfea414140de5dae2223",
        "hunan/unit/040g2081040g2081.7/account",
        "hunan/unit/040g2081040g2081.7/listings",
        "hunan/review",
    ] {
        let space: Space = text.parse().unwrap();
        assert_eq!(space.to_string(), text);
        assert_eq!(serde_json::to_value(&space).unwrap(), text);
        assert_eq!(serde_json::from_value::<Space>(text.into()).unwrap(), space);
        let below = format!("{text}/x");
        assert_eq!(below.parse::<Space>(), Err(MalformedId), "{below}");
    }
}

proptest! {
    /// The bytes as one number of eighty bits, whose digits to base 32 are the letters.
    #[test]
    fn a_client_is_spelt_as_the_number_that_its_bytes_are(bytes in any::<[u8; 10]>()) {
        let number = bytes.iter().fold(0_u128, |number, byte| number * 256 + u128::from(*byte));
        let letters: Vec<char> = "0123456789abcdefghjkmnpqrstvwxyz".chars().collect();
        let digit = |place: u32| letters[usize::try_from(number / 32_u128.pow(place) % 32).unwrap()];
        let expected: String = (0..16).rev().map(digit).collect();
        prop_assert_eq!(ClientId::from_random(bytes).to_string(), expected);
    }

    #[test]
    fn bytes_are_written_as_two_hexadecimal_digits_each(bytes in any::<Vec<u8>>()) {
        let expected: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        prop_assert_eq!(hex(&bytes), expected);
    }
}
