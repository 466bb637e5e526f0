//! What holds for any input: parsing is stable and never panics, the check
//! character finds every slip, deadlines never come early.
#![allow(clippy::unwrap_used)]

use domain::calendar::WorkingCalendar;
use domain::identifiers::{
    CertificateNumber, ConsumableCode, EmailAddress, Fen, LoginName, LongText, NationalDrugCode,
    NhsaDrugCode, OrganisationName, PersonName, PhoneNumber, Quantity, ShortText,
    UnifiedSocialCreditCode,
};
use domain::password_policy::{CommonPassword, Length, PasswordPolicy, PasswordRule};
use domain::timestamp::{Day, Timestamp};
use proptest::prelude::*;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights as the standard's table has them.
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

/// Any credit code, its check character worked out from the standard's table.
fn credit_code() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..31usize, 17).prop_map(|values| {
        let sum: usize = values
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        let check = (31 - sum % 31) % 31;
        values
            .into_iter()
            .chain([check])
            .map(|value| ALPHABET[value])
            .collect()
    })
}

/// Text that people might type: near-codes, near-addresses, anything.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ 0-9A-Za-z]{0,30}",
        "[CXZT][0-9]{15,30}",
        "[国粤深药准字械注备进H0-9号]{0,18}",
        "[a-zA-Z0-9.@ -]{0,30}",
        "[¥]?[0-9,.]{0,14}元?",
        "[+0-9 -]{0,18}",
        "[\\u{3000}\\u{FF01}-\\u{FF5E}]{0,20}",
    ]
}

/// Asserts that what `$type` parses is parsed to the same again.
macro_rules! stable {
    ($text:expr, $($type:ty),+) => {$(
        if let Ok(value) = <$type>::parse($text) {
            let again = <$type>::parse(&value.to_string());
            prop_assert_eq!(again.as_ref(), Ok(&value), "{}", stringify!($type));
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(serde_json::from_str::<$type>(&json).unwrap(), value);
        } else if let Err(fault) = <$type>::parse($text) {
            let sentence = fault.sentence();
            prop_assert!(!sentence.zh.is_empty() && !sentence.en.is_empty());
            let json = serde_json::to_string(&fault).unwrap();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
    )+};
}

proptest! {
    #[test]
    fn what_parses_once_parses_to_the_same_again(text in typed()) {
        stable!(
            &text,
            UnifiedSocialCreditCode, ConsumableCode, NhsaDrugCode, NationalDrugCode, PhoneNumber,
            EmailAddress, LoginName, PersonName, OrganisationName, CertificateNumber, ShortText,
            LongText, Fen, Quantity
        );
    }

    #[test]
    fn every_well_formed_credit_code_is_taken(code in credit_code()) {
        let text = String::from_utf8(code).unwrap();
        let parsed = UnifiedSocialCreditCode::parse(&text).unwrap();
        prop_assert_eq!(parsed.as_str(), text);
    }

    #[test]
    fn one_wrong_character_in_a_credit_code_is_always_found(
        code in credit_code(), place in 0..18usize, wrong in 0..31usize,
    ) {
        let mut changed = code.clone();
        changed[place] = ALPHABET[wrong];
        prop_assume!(changed != code);
        prop_assert!(UnifiedSocialCreditCode::parse(&String::from_utf8(changed).unwrap()).is_err());
    }

    #[test]
    fn two_neighbours_exchanged_in_a_credit_code_are_always_found(
        code in credit_code(), place in 0..17usize,
    ) {
        let mut changed = code.clone();
        changed.swap(place, place + 1);
        prop_assume!(changed != code);
        prop_assert!(UnifiedSocialCreditCode::parse(&String::from_utf8(changed).unwrap()).is_err());
    }

    #[test]
    fn an_amount_reads_back_as_it_is_shown(fen in 0..=9_999_999_999i64) {
        let amount = Fen::from_fen(fen).unwrap();
        prop_assert_eq!(Fen::parse(&amount.to_string()), Ok(amount));
    }

    #[test]
    fn a_run_is_found_from_either_end(password in "[a-cA-C0-3()药]{0,10}", longest in 2..4u8) {
        let policy = PasswordPolicy {
            length: Length::Between { min: 0, max: 64 },
            require_letter: false, require_digit: false, require_upper: false,
            require_lower: false, require_symbol: false,
            longest_run: longest, forbid_login_name: false, forbid_common: false,
        };
        let runs = |text: &str| policy.unmet(text, "", CommonPassword::Unknown)
            .contains(&PasswordRule::Run { longest });
        let reversed: String = password.chars().rev().collect();
        prop_assert_eq!(runs(&password), runs(&reversed));
        let thrice = format!("{password}zzzz");
        prop_assert!(runs(&thrice));
    }

    #[test]
    fn any_password_is_judged_without_panic(password in any::<String>(), login in any::<String>()) {
        let policy = PasswordPolicy {
            length: Length::Exactly(8),
            require_letter: true, require_digit: true, require_upper: true,
            require_lower: true, require_symbol: true,
            longest_run: 2, forbid_login_name: true, forbid_common: true,
        };
        prop_assert_eq!(policy.check(&password, &login, CommonPassword::No).len(), 9);
    }

    #[test]
    fn deadlines_fall_on_working_days_and_keep_their_order(
        start in 1_767_196_800_000..1_800_000_000_000i64, later in 0..864_000_000i64, days in 1..30u16,
    ) {
        let calendar = WorkingCalendar::built_in();
        let start = Timestamp::from_millis(start);
        let due = calendar.add_working_days(start, days);
        prop_assert!(calendar.is_working_day(due.at.date_in_shanghai()).0);
        prop_assert!(due.at >= start.plus_hours(24 * i64::from(days)));
        prop_assert!(calendar.add_working_days(start.plus_millis(later), days).at >= due.at);
        let clock = calendar.add_working_hours_24(start);
        prop_assert!(clock.at >= start.plus_hours(24));
        prop_assert!(calendar.add_working_hours_24(start.plus_millis(later)).at >= clock.at);
    }

    #[test]
    fn any_moment_has_a_day_and_is_shown(ms in any::<i64>()) {
        let moment = Timestamp::from_millis(ms);
        prop_assert!(!moment.to_string().is_empty());
        let calendar = WorkingCalendar::built_in();
        let _ = calendar.add_working_days(moment, 10);
        let _ = calendar.add_working_hours_24(moment);
    }

    #[test]
    fn a_day_reads_back_as_it_is_written(ms in 0..253_402_200_000_000i64) {
        let day = Timestamp::from_millis(ms).date_in_shanghai();
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        prop_assert!(day.begins().as_millis() <= ms && ms <= day.ends().as_millis());
    }
}
